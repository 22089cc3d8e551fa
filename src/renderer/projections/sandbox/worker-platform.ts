import type { DeterminismUses } from '../../../projection/determinism/determinism-uses.ts'
import type { EventClock } from '../../../projection/determinism/event-clock.ts'
import type { SourceModule } from '../../../projection/dialects/load-projection.ts'
import type { TextCodec } from '../../../projection/value-store.ts'
import type { WorkerMessage } from './worker-protocol.ts'

/** What the worker's script took from its global before user code could see it. */
export interface WorkerPlatform {
  readonly post: (message: WorkerMessage) => void
  /** Runs a script. @returns what it left in the global variable of this name, which is gone then. @throws what the script throws */
  readonly runScript: <Name extends ScriptGlobal>(script: string, name: Name) => ScriptGlobals[Name] | undefined
  /** Line of a script that an error came from, where it says so. */
  readonly placeOf: (thrown: unknown) => { readonly line?: number }
  /** Resolves after whatever else is waiting to be heard. */
  readonly later: () => Promise<void>
  readonly nowMs: () => number
  readonly clock: EventClock
  readonly uses: DeterminismUses
  readonly codec: TextCodec
}

export interface ScriptGlobals {
  epochModule: SourceModule
  epochPredicate: unknown
}

export type ScriptGlobal = keyof ScriptGlobals
