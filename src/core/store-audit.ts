import type { AbortSignalLike } from './abort-signal-like.ts'
import type { EventId, Position, StreamName, StreamVersion } from './event.ts'

export type FindingSeverity = 'damage' | 'notice'

/** Every kind of finding. `damage` is what no store should have; `notice` is worth knowing and normal in imported histories. */
const severities = {
  /** SQLite's own check of the file found it. */
  file: 'damage',
  /** A part of the store could not be read, so that it was not checked either. */
  unreadable: 'damage',
  /** No event where there is or was one after it, or one where no position is. */
  position: 'damage',
  /** A stream's versions have a gap, a repeat, or do not follow the log. */
  version: 'damage',
  'duplicate-id': 'damage',
  /** The event is not what was stored. */
  checksum: 'damage',
  /** A thousand events are not those that were stored, or not after the same events. */
  seal: 'damage',
  'log-time': 'damage',
  json: 'damage',
  /** What finds events by what they name as their cause or correlation disagrees with them. */
  links: 'damage',
  /** What answers histograms and pages of views disagrees with the events. */
  segment: 'damage',
  /** Kept counts disagree with the events. */
  counts: 'damage',
  /** What finds events by id, stream, name or word disagrees with them. */
  index: 'damage',
  purge: 'damage',
  /** The event happened before one that stands before it. */
  'own-time': 'notice',
  /** The event names a cause that the store does not have. */
  'orphan-causation': 'notice',
} as const satisfies Record<string, FindingSeverity>

export type FindingKind = keyof typeof severities

/** The event that a finding is about, as far as it is known. */
export interface FindingPlace {
  readonly position?: Position
  readonly stream?: StreamName
  readonly version?: StreamVersion
  readonly eventId?: EventId
}

/** One thing that an audit found. */
export interface AuditFinding extends FindingPlace {
  readonly kind: FindingKind
  readonly severity: FindingSeverity
  /** In a sentence, without the event's place. */
  readonly message: string
}

export interface FindingCount {
  readonly kind: FindingKind
  readonly severity: FindingSeverity
  readonly count: number
}

export interface StoreAudit {
  /** Up to where the log was audited. */
  readonly head: Position
  readonly events: number
  /** Events whose data and metadata were purged. */
  readonly purged: number
  /** What was checked, each in a few words. */
  readonly checks: readonly string[]
  /** What was not, each in a sentence that says why. */
  readonly leftOut: readonly string[]
  /** The kinds that were found, with how often. */
  readonly counts: readonly FindingCount[]
  /** The first of each kind, a thousand of damage and a hundred notices at most, in the order in which they were found. */
  readonly findings: readonly AuditFinding[]
}

/** How far an audit is; `done` and `total` are of what `what` says, not of all. */
export interface AuditProgress {
  readonly what: string
  readonly done: number
  readonly total: number
}

/** Most findings of one kind that are told one by one; all are counted. */
const MOST_TOLD: Readonly<Record<FindingSeverity, number>> = { damage: 1000, notice: 100 }

/** Whether a store's database checks its file whatever that takes, or only one that it checks in no time. */
export type FileCheck = 'always' | 'when-small'

export interface AuditOptions {
  readonly signal?: AbortSignalLike
  readonly onProgress?: (progress: AuditProgress) => void
  /** Default `when-small`. */
  readonly fileCheck?: FileCheck
}

export function findingCount({ counts }: Pick<StoreAudit, 'counts'>, severity: FindingSeverity): number {
  return counts.reduce((sum, one) => (one.severity === severity ? sum + one.count : sum), 0)
}

/** Counts findings and keeps the first of each kind. */
export class FindingList {
  readonly findings: AuditFinding[] = []
  readonly #counts = new Map<FindingKind, number>()

  get counts(): readonly FindingCount[] {
    return [...this.#counts].map(([kind, count]) => ({ kind, severity: severities[kind], count }))
  }

  add(kind: FindingKind, message: string, place: FindingPlace = {}): void {
    const count = (this.#counts.get(kind) ?? 0) + 1
    this.#counts.set(kind, count)
    const severity = severities[kind]
    if (count <= MOST_TOLD[severity]) this.findings.push({ kind, severity, message, ...place })
  }
}
