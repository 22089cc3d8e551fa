import type { Position } from '../../core/event.ts'

/** What one event did to a cell: its text before and after, absent where it did not live. */
export interface CellStep {
  readonly position: Position
  readonly before?: string
  readonly after?: string
}

/** Which events of a cell, the first of them after one position, the last up to another. */
export interface HistoryRange {
  readonly after: Position
  readonly upTo: Position
  readonly direction: 'forwards' | 'backwards'
}

/** Every event that was for a cell, exact, whether it changed it or not. */
export interface CellHistory {
  historyOf(key: string, range: HistoryRange): AsyncIterable<CellStep>
}
