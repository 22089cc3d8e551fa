import type { Position } from './event.ts'

/** What lies beside the log in a store that is not Epoch's: how far its consumers have come, and what it keeps of its read models. */
export interface StoreSurroundings {
  /** The store's consumers in order of name; none where the store keeps no checkpoints. */
  checkpoints(): Promise<readonly ConsumerCheckpoint[]>
  /** Tables of snapshots and read models, in order of name. */
  sideTables(): Promise<readonly SideTable[]>
  /** A page of such a table. @throws EpochError `not-found` for a table that is not one of them */
  sideRows(table: string, skip: number, limit: number): Promise<SideRows>
}

/** How far one consumer has come, by the checkpoint that the store keeps of it. */
export interface ConsumerCheckpoint {
  readonly name: string
  /** The last position it has handled, 0 where it has handled none; absent where what the store has is no position. */
  readonly position?: Position
  /** How many events come after that. */
  readonly lag?: number
  /** What the store says besides, in words: its status, its partition, the checkpoint's own text. */
  readonly about: string
}

export interface SideTable {
  readonly name: string
  readonly holds: 'snapshots' | 'read model' | 'projections'
  readonly rows: number
}

/** Values as text, cut after 1,000 characters; bytes as text where they are UTF-8, else as hex. */
export interface SideRows {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | null)[])[]
  readonly total: number
}
