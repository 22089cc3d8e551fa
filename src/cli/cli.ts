import { exitCodes } from './exit-codes.ts'
import { runtimeRefusal } from './runtime.ts'

const refusal = runtimeRefusal(process.versions.node)
if (refusal === undefined) {
  const { endWithClosedPipe } = await import('./terminal.ts')
  const { runCli } = await import('./run-cli.ts')
  endWithClosedPipe()
  process.exitCode = await runCli(process.argv.slice(2))
} else {
  process.stderr.write(`epoch: ${refusal}\n`)
  process.exitCode = exitCodes.environment
}
