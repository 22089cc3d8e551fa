import { EpochError } from '../../../core/errors.ts'
import type { Projection } from '../../../core/projection.ts'
import { PREDICATE_GLOBAL, type Predicate, predicateOf } from '../../../projection/ask/predicate.ts'
import { clocked } from '../../../projection/determinism/event-clock.ts'
import { loadProjection } from '../../../projection/dialects/load-projection.ts'
import { isThrown } from '../../../projection/is-thrown.ts'
import { saying } from '../../../projection/saying.ts'
import type { WorkerPlatform } from './worker-platform.ts'
import type { LoadedCode } from './worker-protocol.ts'

const MAX_NAME_CHARACTERS = 1000
const MAX_COLUMNS = 1000

/**
 * Runs a compiled source and gives its projection, whose every function finds the clock at its event.
 *
 * @param enter called whenever the projection's code is about to be called for an event
 * @throws what user code throws, EpochError `projection-invalid`
 */
export function loadCode(
  { script, name, engineVersion }: LoadedCode,
  platform: WorkerPlatform,
  enter: Parameters<typeof clocked>[2],
): Projection {
  const module = run(script, 'epochModule', platform)
  if (module === undefined) throw new EpochError('projection-invalid', 'the source took away its own module')
  const projection = loadProjection(module, { name, engineVersion })
  if (projection.name.length > MAX_NAME_CHARACTERS)
    throw new EpochError('projection-invalid', `name has more than ${MAX_NAME_CHARACTERS} characters`)
  if (projection.columns.length > MAX_COLUMNS)
    throw new EpochError('projection-invalid', `columns has more than ${MAX_COLUMNS} members`)
  return clocked(projection, platform.clock, enter)
}

/** @throws EpochError `predicate-invalid` */
export function loadPredicate(script: string, platform: WorkerPlatform): Predicate {
  try {
    return predicateOf(run(script, PREDICATE_GLOBAL, platform))
  } catch (error) {
    const isOurs = isThrown(error, EpochError)
    if (isOurs && error.code === 'predicate-invalid') throw error
    throw new EpochError('predicate-invalid', isOurs ? error.message : saying(error), {}, { cause: error })
  }
}

function run<Name extends 'epochModule' | 'epochPredicate'>(script: string, name: Name, platform: WorkerPlatform) {
  try {
    return platform.runScript(script, name)
  } catch (error) {
    throw error instanceof SyntaxError ? syntaxError(error) : error
  }
}

function syntaxError(cause: SyntaxError): EpochError {
  const said = cause.message.replace(/^Failed to execute 'importScripts' on '\w+': /, '')
  return new EpochError('projection-invalid', `syntax error: ${said}`, {}, { cause })
}
