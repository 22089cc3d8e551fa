import { Script } from 'node:vm'
import type { Event } from '../../src/core/event.ts'
import type { KurrentdbEngine } from '../../src/core/kurrentdb-globals.ts'
import type { Projection } from '../../src/core/projection.ts'
import { loadProjection, type SourceModule } from '../../src/projection/dialects/load-projection.ts'
import type { ProjectionFailure } from '../../src/projection/fold-notes.ts'
import { PlainFold } from '../../src/projection/plain-fold.ts'
import { compileSource } from '../../src/source/compile-source.ts'
import { eventAt } from '../projection/projection-log.ts'

export interface LoadedSource {
  readonly projection: Projection
  /** Folds events at positions from 1 on. */
  fold(events: readonly GivenEvent[]): {
    readonly states: Readonly<Record<string, unknown>>
    readonly failures: readonly ProjectionFailure[]
  }
}

interface GivenEvent {
  readonly type: string
  readonly stream?: string
  readonly data?: unknown
}

declare global {
  var epochModule: SourceModule | undefined
}

/** A projection of a folder's files, as the window and the command line load it. */
export function loadSource(
  files: Readonly<Record<string, string>>,
  entry: string,
  engineVersion: KurrentdbEngine = 2,
): LoadedSource {
  const { script } = compileSource(new Map(Object.entries(files)), entry)
  new Script(script, { filename: entry }).runInThisContext()
  const module = globalThis.epochModule
  globalThis.epochModule = undefined
  if (module === undefined) throw new Error('the script leaves no module')
  const projection = loadProjection(module, { name: entry.replace(/\.\w+$/, ''), engineVersion })
  return {
    projection,
    fold: (given) => {
      const fold = new PlainFold(projection)
      const events: readonly Event[] = given.map((event, at) => eventAt(at + 1, event))
      const failures = fold.fold(events)
      const states = Object.fromEntries([...fold.cells()].map(([key, json]) => [key, JSON.parse(json)]))
      return { states, failures }
    },
  }
}
