import { execFile } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const repository = new URL('../../../', import.meta.url)
const run = promisify(execFile)

/** Makes a folder one of an application that has installed Epoch and vitest. */
export function installInto(folder: string): void {
  const epoch = join(folder, 'node_modules/epoch')
  mkdirSync(epoch, { recursive: true })
  const packageJson = { name: 'epoch', type: 'module', exports: { './projection': './projection.js' } }
  writeFileSync(join(epoch, 'package.json'), JSON.stringify(packageJson))
  const library = new URL('src/library/projection.ts', repository)
  writeFileSync(join(epoch, 'projection.js'), `export * from ${JSON.stringify(library.href)}\n`)
  symlinkSync(fileURLToPath(new URL('node_modules/vitest', repository)), join(folder, 'node_modules/vitest'), 'dir')
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
}

/** Runs the tests of a folder as its owner would. @returns what vitest says. @throws with that when one fails */
export async function runVitest(folder: string): Promise<string> {
  const vitest = fileURLToPath(new URL('node_modules/vitest/vitest.mjs', repository))
  const args = [vitest, 'run', '--root', folder, '--no-color']
  try {
    return (await run(process.execPath, args, { cwd: folder, env: { ...process.env, VITEST: undefined } })).stdout
  } catch (error) {
    const said = error instanceof Error && 'stdout' in error ? String(error.stdout) : ''
    throw new Error(`vitest failed: ${said}`, { cause: error })
  }
}

/** Compiles files of a folder as its owner's editor would. @throws with what the compiler says */
export async function compileIn(folder: string, files: readonly string[]): Promise<void> {
  const path = (name: string): string => fileURLToPath(new URL(name, repository))
  const compilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: 'ES2024',
    module: 'nodenext',
    allowImportingTsExtensions: true,
    typeRoots: [path('node_modules/@types')],
    types: ['node'],
    paths: { 'epoch/projection': [path('src/library/projection.ts')] },
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }))
  try {
    await run(process.execPath, [path('node_modules/typescript/bin/tsc'), '-p', folder])
  } catch (error) {
    const said = error instanceof Error && 'stdout' in error ? String(error.stdout) : ''
    throw new Error(`it does not compile: ${said}`, { cause: error })
  }
}
