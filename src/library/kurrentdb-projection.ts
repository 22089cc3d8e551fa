import { type KurrentdbEngine, kurrentdbGlobals } from '../core/kurrentdb-globals.ts'
import type { Projection } from '../core/projection.ts'
import { loadProjection } from '../projection/dialects/load-projection.ts'

export interface KurrentdbProjectionOptions {
  readonly name?: string
  /** Which of KurrentDB's two engines is meant; default 2. */
  readonly engineVersion?: KurrentdbEngine
}

/**
 * A projection of KurrentDB's for `replay`, from its JavaScript as it is: that is run as your own code, with no sandbox around it.
 *
 * @throws EpochError `projection-invalid`; SyntaxError, and whatever else the source throws
 */
export function kurrentdbProjection(
  source: string,
  { name = 'projection', engineVersion = 2 }: KurrentdbProjectionOptions = {},
): Projection {
  // What the source declares may be called like one of these: it stands in a scope of its own.
  const run = new Function(...kurrentdbGlobals, `return function () {${source}\n}.call(undefined)`)
  return loadProjection((_exports, _require, ...globals) => void Reflect.apply(run, undefined, globals), {
    name,
    engineVersion,
  })
}
