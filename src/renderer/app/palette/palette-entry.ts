import type { ExplorerState } from '../../state/explorer-store.ts'
import type { IconName } from '../../ui/Icon.tsx'

/** One line of the palette. */
export interface PaletteEntry {
  /** Like no other's in the palette. */
  readonly id: string
  readonly name: string
  readonly icon: IconName
  /** What is said beside it: of a stream its last version, of what cannot be done why. */
  readonly detail: string
  /** As in `Command.keys`. */
  readonly keys: string | undefined
  readonly run: (state: ExplorerState) => void
}

export interface PaletteGroup {
  readonly name: string
  readonly entries: readonly PaletteEntry[]
}
