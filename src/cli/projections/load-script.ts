import { Script } from 'node:vm'
import { EpochError } from '../../core/errors.ts'
import { clocked, type EventClock } from '../../projection/determinism/event-clock.ts'
import { loadProjection, type SourceModule } from '../../projection/dialects/load-projection.ts'
import { isThrown } from '../../projection/is-thrown.ts'
import { saying } from '../../projection/saying.ts'
import type { LoadedProjection } from './loaded-projection.ts'
import type { ProjectionScript } from './projection-task.ts'

export interface LoadScriptOptions {
  /** Tells apart the scripts of one thread. */
  readonly number: number
  readonly engineVersion: 1 | 2
  /** The thread's, which stands at the event whenever the projection is called. */
  readonly clock: EventClock
}

/**
 * Runs a projection's script in this thread.
 *
 * @throws EpochError `projection-invalid`, whose `scriptLine` says where, as far as that is known
 */
export function loadScript(
  { path, name, script }: ProjectionScript,
  { number, engineVersion, clock }: LoadScriptOptions,
): LoadedProjection {
  const filename = `epoch-projection-${number}.js`
  const lineOf = (thrown: unknown): number | undefined => lineIn(filename, thrown)
  try {
    new Script(script, { filename }).runInThisContext()
    const module = takeModule()
    return { path, projection: clocked(loadProjection(module, { name, engineVersion }), clock), lineOf }
  } catch (thrown) {
    const isOurs = isThrown(thrown, EpochError)
    const scriptLine = lineOf(isOurs ? (thrown.cause ?? thrown) : thrown)
    const message = isOurs ? thrown.message : saying(thrown)
    const details = {
      ...(isOurs && thrown.details),
      number,
      ...(scriptLine !== undefined && { scriptLine }),
    }
    throw new EpochError('projection-invalid', message, details, { cause: thrown })
  }
}

declare global {
  /** What a compiled source leaves. */
  var epochModule: SourceModule | undefined
}

/** @throws EpochError `projection-invalid` */
function takeModule(): SourceModule {
  const module = globalThis.epochModule
  globalThis.epochModule = undefined
  if (module === undefined) throw new EpochError('projection-invalid', 'the source took away its own module')
  return module
}

/** V8 writes the script's name and the line into each line of a stack; of a script that does not parse, into the first. */
function lineIn(filename: string, thrown: unknown): number | undefined {
  try {
    const stack = thrown instanceof Error ? String(thrown.stack) : ''
    const at = stack.indexOf(`${filename}:`)
    const line = at === -1 ? undefined : /^\d+/.exec(stack.slice(at + filename.length + 1))?.[0]
    return line === undefined ? undefined : Number(line)
  } catch {
    return undefined
  }
}
