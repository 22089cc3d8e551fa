import type { Ticket } from '../../contract/host-contract.ts'
import type { LinkedPlace } from './place-link.ts'
import type { OpenedFrom } from './session-slice.ts'
import type { TakenWorkspace } from './workspace-file-slice.ts'

/** What to open, and where in it to go. */
export interface TabChoice {
  /** Absent for what the host was started with. */
  readonly ticket?: Ticket
  readonly from?: OpenedFrom
  readonly place?: LinkedPlace
  /** What to put in place of what is kept of it. */
  readonly workspace?: TakenWorkspace
}

/** What one tab's explorer may ask of the window that it is in. */
export interface TabPort {
  /** Shows the tab that has it, or opens it in one: in this, where it has no store. Never rejects. */
  openTab(choice: TabChoice): Promise<void>
  /** Shows a welcome in a tab of its own. */
  newTab(): void
  /** Closes this tab and its store. */
  closeTab(): void
  /** By its place in the row, from 0; nothing where there is none. */
  showTabAt(place: number): void
  /** Shows the next tab of the row, or the one before; at its end, the one at the other end. */
  stepTab(step: 1 | -1): void
  readonly tabCount: number
}
