import type Database from 'better-sqlite3'
import type { AuditProgress, FindingList } from '../../../core/store-audit.ts'

/** How long one slice of an audit may take; no read transaction lasts longer than twice that. */
const SLICE_MS = 50

/** What each part of an audit works with. */
export interface AuditContext {
  readonly database: Database.Database
  readonly schemaVersion: number
  readonly findings: FindingList
  readonly start: AuditStart
}

export interface KeptCounts {
  readonly name: string
  readonly events: number
  /** Of a category. */
  readonly streams: number
}

/** The store as it was when the audit began: events after `head` are not looked at. */
export interface AuditStart {
  readonly head: number
  /** By number; nothing where the table cannot be read. */
  readonly types: ReadonlyMap<number, KeptCounts> | undefined
  readonly categories: ReadonlyMap<number, KeptCounts> | undefined
}

/** Says how far a part is after each slice of it. Nothing is open in the database meanwhile. */
export type AuditSteps = Generator<AuditProgress, void>

/** Ends of slices, by the clock. */
export function sliceEnd(): () => boolean {
  const untilMs = performance.now() + SLICE_MS
  return () => performance.now() >= untilMs
}
