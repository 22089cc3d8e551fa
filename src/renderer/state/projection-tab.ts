import { type Position, START } from '../../core/event.ts'
import type { KurrentdbEngine } from '../../core/kurrentdb-globals.ts'
import type { FailurePolicy } from '../../core/projection.ts'
import type { ProjectionStatus, ReadModelView, ShownRows } from './projection-port.ts'

/** A projection as the window has it: what is written, how its run fares and what it last answered. */
export interface ProjectionTab {
  readonly id: number
  /** Name of its file in the folder of projections. */
  readonly file: string
  readonly source: string
  /** Which of KurrentDB's engines it is run as, where it is in that dialect. */
  readonly engineVersion: KurrentdbEngine
  /** What becomes of the run at an event that cannot be folded, where a person said so. */
  readonly onFailure: FailurePolicy | undefined
  /** As the source last said that could be compiled; 'Projection' until then. */
  readonly name: string
  /** Of the newest run: that of `source`, or of what it was a moment ago while one types. */
  readonly status: TabStatus
  /** The columns of {@link view}. */
  readonly columns: readonly string[]
  /** The last good answer. */
  readonly view: ReadModelView | undefined
  /** Whether `view` is not what `source` says: a newer run is under way, or has failed. */
  readonly stale: boolean
  /** Rises whenever the answers begin to come from another run: what was learnt of the one before holds no longer. */
  readonly runs: number
  readonly shown: ShownRows
  /** How it fares over the active what-if; absent while there is none. */
  readonly beside: BesideRun | undefined
}

/** `stopped`: a person ended it on its way through the history; `position` is how far it had come. */
export type TabStatus = ProjectionStatus | { readonly kind: 'stopped'; readonly position: Position }

/** A tab's run over another history than the store's own. */
export interface BesideRun {
  readonly status: TabStatus
  readonly columns: readonly string[]
  readonly view: ReadModelView | undefined
  readonly stale: boolean
}

export const newBeside: BesideRun = { status: { kind: 'compiling' }, columns: [], view: undefined, stale: false }

/** A file as it is put into a tab. */
export interface OpenedFile {
  readonly file: string
  readonly source: string
  readonly engineVersion?: KurrentdbEngine | undefined
}

const FIRST_ROWS: ShownRows = { from: 0, limit: 100 }

export function newTab(id: number, { file, source, engineVersion = 2 }: OpenedFile): ProjectionTab {
  return {
    id,
    file,
    source,
    engineVersion,
    onFailure: undefined,
    name: 'Projection',
    status: { kind: 'compiling' },
    columns: [],
    view: undefined,
    stale: false,
    runs: 0,
    shown: FIRST_ROWS,
    beside: undefined,
  }
}

/** The newest run has said how it fares. */
export function withStatus(tab: ProjectionTab, status: ProjectionStatus): ProjectionTab {
  const name = 'name' in status ? status.name : tab.name
  if (status.kind === 'failed') return { ...tab, status, stale: tab.view !== undefined }
  return { ...tab, status, name }
}

/** A person has ended its runs: what it showed last stays, and is not what it would be. */
export function stopped(tab: ProjectionTab): ProjectionTab {
  const beside = tab.beside && { ...tab.beside, status: stoppedStatus(tab.beside.status), stale: true }
  return { ...tab, beside, status: stoppedStatus(tab.status), stale: tab.view !== undefined }
}

function stoppedStatus(status: TabStatus): TabStatus {
  return { kind: 'stopped', position: 'position' in status ? status.position : START }
}

/** A run has answered; `from` says whether it is the newest one or the one before, which answers until the newest can. */
export function withView(
  tab: ProjectionTab,
  view: ReadModelView,
  columns: readonly string[],
  from: 'newest' | 'earlier',
): ProjectionTab {
  const isAnother = from === 'newest' && (tab.stale || tab.view === undefined)
  return { ...tab, view, columns, stale: from === 'earlier', runs: tab.runs + Number(isAnother) }
}
