import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { runtimeRefusal } from '../src/cli/runtime.ts'

const root = fileURLToPath(new URL('../', import.meta.url))

/** Builds the application and opens it on what the command line names. */
async function start(args: readonly string[]): Promise<number> {
  const refusal = runtimeRefusal(process.versions.node)
  if (refusal !== undefined) {
    console.error(`epoch: ${refusal}`)
    return 3
  }
  const built = await run(['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn'], root)
  return built === 0 ? await run([`${root}out/main/cli.js`, ...args], process.cwd()) : built
}

/** Runs Node and passes on that it is to end. @returns its exit code */
function run(args: readonly string[], cwd: string): Promise<number> {
  const child = spawn(process.execPath, args, { stdio: 'inherit', cwd })
  const signals = ['SIGINT', 'SIGTERM'] as const
  const pass = (signal: NodeJS.Signals): void => {
    // A terminal sends its Ctrl+C to both processes by itself.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  }
  for (const signal of signals) process.on(signal, pass)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => {
      for (const signal of signals) process.removeListener(signal, pass)
      resolve(code ?? 1)
    })
  })
}

process.exitCode = await start(process.argv.slice(2))
