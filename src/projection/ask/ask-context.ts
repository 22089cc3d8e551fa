import type { Event, Position } from '../../core/event.ts'
import type { EventFilter } from '../../core/event-filter.ts'
import type { FailurePolicy } from '../../core/projection.ts'
import type { FoldNotes } from '../fold-notes.ts'
import type { AskProgress } from './questions.ts'

/**
 * Where the events of a question come from: pages in order, of the events that fit a filter after one position up to another. Pages are of
 * at most a thousand events or so: between them a question can be stopped.
 */
export type PageReader = (
  filter: EventFilter,
  range: { readonly after: Position; readonly upTo: Position },
) => AsyncIterable<readonly Event[]>

export interface AskContext {
  readonly read: PageReader
  /**
   * Called after every page that was folded, so that who asked can be told, and whoever waits for the thread has a turn. What it throws ends
   * the question.
   */
  breathe(progress: AskProgress): Promise<void> | void
  /** Hears what the fold meets besides states that answers `find` or `checkDeterminism`; default: nobody does. */
  readonly notes?: FoldNotes
  /** Of the folds that answer `find` and `shrink`; default: as the projection says. */
  readonly onFailure?: FailurePolicy
}
