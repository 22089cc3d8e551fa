import { parentPort, workerData } from 'node:worker_threads'
import { DeterminismUses } from '../../projection/determinism/determinism-uses.ts'
import { EventClock } from '../../projection/determinism/event-clock.ts'
import { fixSurroundings } from '../../projection/determinism/fixed-surroundings.ts'
import { answerQuestion } from './answer-question.ts'
import { loadScript } from './load-script.ts'
import type { ProjectionTask } from './projection-task.ts'
import { ThreadPort } from './thread-port.ts'

// The whole life of the thread: one question. Whoever started it ends it.
if (parentPort !== null) await answer(new ThreadPort(parentPort), workerData as ProjectionTask)

async function answer(
  port: ThreadPort,
  { projections, engineVersion, onFailure, question }: ProjectionTask,
): Promise<void> {
  try {
    const clock = new EventClock()
    const uses = new DeterminismUses(() => clock.position)
    fixSurroundings(clock, uses)
    const [first, second] = projections.map((script, number) => loadScript(script, { number, engineVersion, clock }))
    if (first === undefined) throw new RangeError('there is no projection')
    await answerQuestion(question, [first, second], {
      read: (filter, range) => port.read({ filter, ...range }),
      breathe: (progress) => port.progress(progress),
      tell: (output) => port.output(output),
      uses: () => uses.list(),
      ...(onFailure && { onFailure }),
    })
    port.done()
  } catch (error) {
    port.failed(error)
  }
}
