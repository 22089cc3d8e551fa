import { EpochError } from '../../core/errors.ts'
import { type Position, position } from '../../core/event.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type HistoryMoment, positionOf } from '../history-moment.ts'
import { ProgressLine } from '../progress-line.ts'
import { count, type Terminal } from '../terminal.ts'
import { withHistory } from '../with-history.ts'
import { askThread } from './ask-thread.ts'
import type { FoldSettings } from './projection-options.ts'
import type { FoldedProjection, ThreadOutput, ThreadQuestion } from './projection-task.ts'
import type { ReadProjection } from './read-projection.ts'
import { tellFailures } from './tell-failures.ts'

export interface ProjectionJob extends FoldSettings {
  /** Path of the history, as the person named it. */
  readonly history: string
  /** Paths of the projections' files. */
  readonly projections: readonly string[]
}

type ThreadAnswer = Exclude<ThreadOutput, { readonly kind: 'folded' }>

/** An open history with projections over it. */
export interface ProjectionSession {
  /** Where a moment is, at most at the head; without one, the head. */
  positionOf(moment: HistoryMoment | undefined): Promise<Position>

  /** Runs the projections for one question. The parts of the answer come as quickly as they are taken. */
  ask(question: ThreadQuestion): AsyncGenerator<ThreadAnswer, void>

  /** How the folds went; there when the answer has ended, one for each projection. */
  readonly folded: readonly FoldedProjection[]

  /** Resolves when more may be printed. @throws the signal's reason */
  drained(): Promise<void>
}

/**
 * Runs projections over a history for a command, and tells which events could not be folded.
 *
 * @returns 7 where there were such events, 5 where records of the history are no events, else what `use` says
 * @throws Interrupted, EpochError, and what `use` throws
 */
export async function runProjections(
  { history, projections: paths, engineVersion, onFailure }: ProjectionJob,
  terminal: Terminal,
  use: (session: ProjectionSession) => Promise<ExitCode>,
): Promise<ExitCode> {
  // Its compiler is loaded for these commands only.
  const { readProjection } = await import('./read-projection.ts')
  const read = paths.map((path) => readProjection(path))
  const projections = read.map(({ path, name, script }) => ({ path, name, script }))
  return await withHistory(history, async ({ backend, faultCount }, signal) => {
    const head = await backend.store.head()
    const folded: FoldedProjection[] = []
    const line = new ProgressLine()
    async function* ask(question: ThreadQuestion): AsyncGenerator<ThreadAnswer, void> {
      const task = { projections, engineVersion, question, ...(onFailure && { onFailure }) }
      const onProgress = ({ position, events }: { readonly position: Position; readonly events: number }): void =>
        line.show({ what: `Folding ${history}`, done: position, total: endOf(question), note: count(events, 'event') })
      for await (const output of askThread(task, { store: backend.store, signal, onProgress })) {
        line.end()
        if (output.kind === 'folded') folded.push(output.folded)
        else yield output
      }
    }
    const session: ProjectionSession = {
      positionOf: async (moment) => {
        const at = moment === undefined ? head : await positionOf(moment, backend)
        return position(Math.min(at, head))
      },
      ask,
      folded,
      drained: () => terminal.drained(signal),
    }
    try {
      return tellEnd(await use(session), { folded, projections: read, faultCount, history }, terminal)
    } catch (error) {
      throw placed(error, read)
    } finally {
      line.end()
    }
  })
}

/** The last position that is folded for a question. */
function endOf(question: ThreadQuestion): Position {
  switch (question.kind) {
    case 'find':
      return question.input.upTo
    case 'diffMoments':
      return position(Math.max(question.from, question.to))
    default:
      return question.upTo
  }
}

interface Ended {
  /** In the order of `projections`. */
  readonly folded: readonly FoldedProjection[]
  readonly projections: readonly ReadProjection[]
  readonly faultCount: number
  readonly history: string
}

function tellEnd(code: ExitCode, { folded, projections, faultCount, history }: Ended, terminal: Terminal): ExitCode {
  if (faultCount > 0)
    terminal.err(
      `epoch: ${count(faultCount, 'record')} of ${history} ${faultCount === 1 ? 'is' : 'are'} no event and left out; epoch import says which`,
    )
  for (const [at, projection] of projections.entries()) {
    const one = folded[at]
    if (one !== undefined) tellFailures(one, projection, terminal)
  }
  if (folded.some(({ failures }) => failures.count > 0)) return exitCodes.projection
  return faultCount > 0 && code === exitCodes.done ? exitCodes.partialImport : code
}

/** What a projection that is none is told with: which file, and where in it. */
function placed(error: unknown, projections: readonly ReadProjection[]): unknown {
  if (!(error instanceof EpochError) || error.code !== 'projection-invalid') return error
  const { number, scriptLine } = error.details
  const projection = projections[Number(number)]
  if (projection === undefined) return error
  const { file, line } = (scriptLine !== undefined && projection.placeOf(Number(scriptLine))) || {
    file: projection.path,
    line: undefined,
  }
  return new EpochError(
    error.code,
    `${line === undefined ? file : `${file}:${line}`}: ${error.message}`,
    error.details,
    { cause: error },
  )
}
