import { parentPort, workerData } from 'node:worker_threads'
import { answerQuestion } from './answer-question.ts'
import { loadScript } from './load-script.ts'
import { neverTheSameTime } from './never-the-same-time.ts'
import type { ProjectionTask } from './projection-task.ts'
import { ThreadPort } from './thread-port.ts'

// The whole life of the thread: one question. Whoever started it ends it.
if (parentPort !== null) await answer(new ThreadPort(parentPort), workerData as ProjectionTask)

async function answer(
  port: ThreadPort,
  { projections, engineVersion, onFailure, question }: ProjectionTask,
): Promise<void> {
  try {
    if (question.kind === 'checkDeterminism') neverTheSameTime()
    const [first, second] = projections.map((script, number) => loadScript(script, { number, engineVersion }))
    if (first === undefined) throw new RangeError('there is no projection')
    await answerQuestion(question, [first, second], {
      read: (filter, range) => port.read({ filter, ...range }),
      breathe: (progress) => port.progress(progress),
      tell: (output) => port.output(output),
      ...(onFailure && { onFailure }),
    })
    port.done()
  } catch (error) {
    port.failed(error)
  }
}
