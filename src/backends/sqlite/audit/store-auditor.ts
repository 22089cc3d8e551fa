import type Database from 'better-sqlite3'
import { EpochError } from '../../../core/errors.ts'
import { position } from '../../../core/event.ts'
import { type AuditProgress, type FileCheck, FindingList, type StoreAudit } from '../../../core/store-audit.ts'
import { EPOCH_SCHEMA_VERSION, epochSchemaStatements, userVersion } from '../epoch-schema.ts'
import { openForReading, storeTooNew } from '../open-database.ts'
import { storeError } from '../sqlite-errors.ts'
import type { AuditContext } from './audit-context.ts'
import { readStart } from './audit-start.ts'
import { checkCounts } from './check-counts.ts'
import { checkEntries } from './check-entries.ts'
import { checkFile } from './check-file.ts'
import { checkIndexes } from './check-indexes.ts'
import { LogCheck } from './check-log.ts'
import { checkPurges } from './check-purges.ts'
import { checkRecentLinks } from './check-recent-links.ts'
import { checkStreams } from './check-streams.ts'
import { isDamage, unlessUnreadable } from './unreadable.ts'

export type AuditStep =
  | { readonly kind: 'progress'; readonly progress: AuditProgress }
  | { readonly kind: 'done'; readonly audit: StoreAudit }

/** Audits a store of Epoch's own, one slice of time at each step; between steps nothing is open in the database but its file. */
export class StoreAuditor {
  readonly #path: string
  readonly #database: Database.Database
  readonly #steps: Generator<AuditProgress, StoreAudit>

  /** @throws EpochError as `openForReading` does; `store-unknown-schema`, `store-too-new`, `store-corrupt` */
  constructor(path: string, fileCheck: FileCheck) {
    this.#path = path
    this.#database = openForReading(path)
    try {
      this.#steps = audit(this.#database, checkedVersion(this.#database, path), fileCheck)
    } catch (error) {
      this.#database.close()
      throw storeError(error, path)
    }
  }

  /** @throws EpochError `store-busy` and others where the file cannot be read for another reason than damage */
  step(): AuditStep {
    try {
      const { done, value } = this.#steps.next()
      return done ? { kind: 'done', audit: value } : { kind: 'progress', progress: value }
    } catch (error) {
      throw storeError(error, this.#path)
    }
  }

  close(): void {
    this.#database.close()
  }
}

/** @returns the store's user_version; its schema is to the letter what Epoch makes for it */
function checkedVersion(database: Database.Database, path: string): number {
  const version = userVersion(database)
  if (version > EPOCH_SCHEMA_VERSION) throw storeTooNew(path)
  const own = epochSchemaStatements(version)
  const found = database.prepare<[], string>('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL').pluck().all().sort()
  if (found.length === own.length && found.every((sql, i) => sql === own[i])) return version
  const message = `${path}: its tables are not those that Epoch's version ${version} makes; go back to a copy`
  throw new EpochError('store-unknown-schema', message, { path })
}

function* audit(
  database: Database.Database,
  schemaVersion: number,
  fileCheck: FileCheck,
): Generator<AuditProgress, StoreAudit> {
  const findings = new FindingList()
  yield { what: 'file', done: 0, total: 1 }
  const fileLeftOut = sqliteSays(database, fileCheck, findings)
  const start = readStart(database, schemaVersion, findings)
  const context: AuditContext = { database, schemaVersion, findings, start }
  const log = new LogCheck(context)
  const parts = [
    ['the table of events', log.steps()],
    ['the table of streams, or their index', checkStreams(context)],
    ['the indexes of events', checkIndexes(context)],
    ['the tables of links', checkEntries(context, log)],
    ['the table of recent links', checkRecentLinks(context)],
    ['the table of purges', checkPurges(context)],
    ['the tables of types and categories', checkCounts(context, log)],
  ] as const
  for (const [what, steps] of parts) yield* unlessUnreadable(what, findings, steps)
  const leftOut = [...(fileLeftOut === '' ? [] : [fileLeftOut]), ...(schemaVersion < 2 ? [NO_SEGMENTS] : [])]
  return {
    head: position(start.head),
    events: log.events,
    purged: log.purged,
    checks: checksMade(fileLeftOut, schemaVersion),
    leftOut,
    counts: findings.counts,
    findings: findings.findings,
  }
}

const NO_SEGMENTS = 'segments, which a store that an older Epoch made does not have'

function checksMade(fileLeftOut: string, schemaVersion: number): readonly string[] {
  return [
    ...(fileLeftOut === '' ? ['the file, by SQLite'] : []),
    'positions and versions',
    'ids and causes',
    'checksums and seals',
    'times',
    'JSON',
    'indexes and counts',
    ...(schemaVersion >= 2 ? ['segments'] : []),
  ]
}

/** SQLite may not get through a damaged file; what is behind it is looked at all the same. */
function sqliteSays(database: Database.Database, fileCheck: FileCheck, findings: FindingList): string {
  try {
    return checkFile(database, fileCheck, findings)
  } catch (error) {
    if (!isDamage(error)) throw error
    findings.add('file', "SQLite's own check of the file breaks off: the file is damaged")
    return ''
  }
}
