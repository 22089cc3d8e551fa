import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CrashProcess } from './crash-process.ts'
import type { CrashWork } from './crash-work.ts'
import { parseWriteTrace, type TraceStep, tracerCommand } from './write-trace.ts'

/** Why no writes can be recorded here; '' where they can. */
export const whyNoTracing: string = findWhyNoTracing()

/** Lets processes do their work one after the other, and records what they write to `folder`. @throws Error where one fails */
export async function recordWrites(
  folder: string,
  scratch: string,
  works: readonly CrashWork[],
): Promise<readonly TraceStep[]> {
  const steps: TraceStep[] = []
  for (const [i, work] of works.entries()) {
    const trace = join(scratch, `${i}.trace`)
    const writer = new CrashProcess(tracerCommand(trace))
    await writer.heard('ready')
    writer.begin(work)
    await writer.ended()
    const failed = writer.lines.find(({ said }) => said === 'failed')
    if (failed || writer.lines.at(-1)?.said !== 'done')
      throw new Error(`a recorded process did not do its work: ${JSON.stringify(failed ?? writer.lines.at(-1))}`)
    const from = steps.length
    for (const step of parseWriteTrace(readFileSync(trace, 'latin1'), folder))
      steps.push(step.kind === 'sync' ? { ...step, begun: step.begun + from } : step)
  }
  return steps
}

function findWhyNoTracing(): string {
  if (process.platform !== 'linux') return 'system calls are traced on Linux only'
  const { error, status } = spawnSync('strace', ['-o', '/dev/null', 'true'])
  return error === undefined && status === 0 ? '' : 'there is no strace here, or it may not trace'
}
