import type Database from 'better-sqlite3'
import { EpochError } from '../../core/errors.ts'
import type { Sureness } from '../../core/recognised-store.ts'
import { type FittedKind, neededColumns, neededTables } from './fitted-kind.ts'
import type { SchemaEntry } from './foreign-contract.ts'
import type { ForeignKind } from './foreign-kind.ts'
import { isSameName, nameKey } from './name-key.ts'
import { isPlainTable, rowKeysOf } from './read-schema.ts'
import { missingIn, type SchemaTable, SchemaTables } from './schema-tables.ts'
import { visibleText } from './visible-text.ts'

export interface Recognition {
  /** Absent where none fits. */
  readonly fitted?: FittedKind
  /** In a sentence, which kind almost fitted; '' when none did. */
  readonly nearest: string
}

export interface RecogniseOptions {
  /** Tried before the others. */
  readonly kinds: readonly ForeignKind[]
  /** Kinds of a person's own, tried where no known one certainly fits. */
  readonly mapped: readonly ForeignKind[]
  readonly path: string
}

/** Names that many applications give to tables of other things as well. */
const COMMON_NAME = /^(?:events?|messages?|logs?|entries)$/i

const MOST_MISSING = 2
const MOST_NAMED = 5

interface Fit {
  readonly kind: ForeignKind
  readonly table: SchemaTable
  /** How many columns the kind needs: of two that fit, the one that says more of the tables is meant. */
  readonly columns: number
}

/**
 * Which kind of store a database is, by the tables and columns in its schema. No row is read.
 *
 * @throws EpochError `store-schema-refused` where the tables are those of a known kind, but reading them would run what a stranger wrote
 */
export function recognise(
  database: Database.Database,
  schema: readonly SchemaEntry[],
  { kinds, mapped, path }: RecogniseOptions,
): Recognition {
  const tables = new SchemaTables(database, schema)
  const known = bestFit(kinds, tables)
  const certain = known !== undefined && surenessOf(known.kind, known.table, false).sureness === 'certain'
  const own = certain ? undefined : bestFit(mapped, tables)
  const fit = own ?? known
  if (fit === undefined) {
    const strange = [...kinds, ...mapped].flatMap((kind) => strangeTableOf(kind, schema))[0]
    if (strange !== undefined) throw refused(path, strange)
    return { nearest: nearestOf(kinds, tables) }
  }
  checkStored(fit, tables, path)
  return { fitted: fittedKind(database, fit, { tables, path, isMapped: own !== undefined }), nearest: '' }
}

/** The usual name before others, and a table of snapshots, which may have the columns of one of events, last. */
function bestFit(kinds: readonly ForeignKind[], tables: SchemaTables): Fit | undefined {
  const fits = kinds.flatMap((kind) => fitsOf(kind, tables))
  const most = fits.reduce((columns, fit) => Math.max(columns, fit.columns), 0)
  const first = fits.find(({ columns }) => columns === most)
  const ofKind = fits.filter(({ kind }) => kind === first?.kind)
  return ofKind.find(hasUsualName) ?? ofKind.find(({ table }) => !/snapshot/i.test(table.name)) ?? ofKind[0]
}

function fitsOf(kind: ForeignKind, tables: SchemaTables): Fit[] {
  const beside = neededTables(kind)
  if (!beside.every((needed) => tables.fitting(needed))) return []
  const needed = neededColumns(kind)
  const columns = needed.length + beside.reduce((sum, table) => sum + table.columns.length, 0)
  const never = kind.noColumns ?? []
  return candidatesOf(kind, tables)
    .filter((table) => missingIn(table, needed).length === 0 && missingIn(table, never).length === never.length)
    .map((table) => ({ kind, table, columns }))
}

function candidatesOf(kind: ForeignKind, tables: SchemaTables): readonly SchemaTable[] {
  if (kind.anyTable) return tables.all
  const table = tables.named(kind.table)
  return table === undefined ? [] : [table]
}

interface FittingOptions {
  readonly tables: SchemaTables
  readonly path: string
  readonly isMapped: boolean
}

function fittedKind(
  database: Database.Database,
  { kind, table }: Fit,
  { tables, path, isMapped }: FittingOptions,
): FittedKind {
  const columns = [...table.columns.values()]
  const keys = rowKeysOf(database, table.name, columns)
  if (keys.rowId === undefined && keys.keyColumns.length === 0)
    throw refused(path, `${visibleText(table.name)} has columns with all names of SQLite's row id`)
  const others = fitsOf(kind, tables).filter((fit) => fit.table !== table && !/snapshot/i.test(fit.table.name))
  return {
    kind: { ...kind, table: table.name },
    ...surenessOf(kind, table, isMapped),
    notes: furtherTables(others.map((fit) => fit.table.name)),
    keys,
    columns,
  }
}

function surenessOf(
  kind: ForeignKind,
  table: SchemaTable,
  isMapped: boolean,
): Pick<FittedKind, 'sureness' | 'reasons'> {
  const name = visibleText(table.name)
  const columns = neededColumns(kind).length
  const beside = [...new Set(neededTables(kind).map((needed) => needed.table))]
  const others = beside.length === 0 ? [] : [`it has ${beside.join(' and ')} beside it`]
  if (isMapped) return { sureness: 'mapped', reasons: [`its table ${name} has the ${columns} columns that you mapped`] }
  if (!hasUsualName({ kind, table }))
    return told('likely', [
      `its table ${name} has all ${columns} columns of ${kind.name}`,
      ...others,
      'the name is its own',
    ])
  if (COMMON_NAME.test(table.name) && beside.length === 0)
    return told('likely', [
      `its table ${name} has all ${columns} columns of ${kind.name}`,
      'many tables have that name',
    ])
  return told('certain', [`its table ${name} has the name and all ${columns} columns of ${kind.name}`, ...others])
}

function told(sureness: Sureness, reasons: readonly string[]): Pick<FittedKind, 'sureness' | 'reasons'> {
  return { sureness, reasons }
}

function furtherTables(names: readonly string[]): string[] {
  if (names.length === 0) return []
  const said = names.slice(0, MOST_NAMED).map(visibleText).join(', ')
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : ''
  return [`further tables of this kind are not shown: ${said}${more}`]
}

/** What is named like the kind's table of events, and perhaps is meant for one, but is no plain table. */
function strangeTableOf(kind: ForeignKind, schema: readonly SchemaEntry[]): string[] {
  return schema.flatMap((entry) => {
    const isTable = entry.type === 'table' || entry.type === 'view'
    if (!isTable || isPlainTable(entry) || !isSameName(entry.name, kind.table)) return []
    if (COMMON_NAME.test(entry.name) && !neededColumns(kind).every((name) => entry.sql.includes(name))) return []
    const sort = entry.type === 'view' ? 'view' : 'virtual'
    return [`${visibleText(entry.name)} is not a table but of the sort "${sort}"`]
  })
}

/** @throws EpochError `store-schema-refused` where a column that would be read is computed */
function checkStored({ kind, table }: Fit, tables: SchemaTables, path: string): void {
  const beside = neededTables(kind).map((needed) => ({ table: tables.fitting(needed), names: needed.columns }))
  for (const { table: one, names } of [{ table, names: neededColumns(kind) }, ...beside])
    for (const name of names)
      if (one !== undefined && !one.columns.get(nameKey(name))?.stored)
        throw refused(path, `the column ${visibleText(one.name)}.${name} is computed, not stored`)
}

function nearestOf(kinds: readonly ForeignKind[], tables: SchemaTables): string {
  return (
    kinds.map((kind) => nearByName(kind, tables)).find(Boolean) ??
    kinds.map((kind) => nearByColumns(kind, tables)).find(Boolean) ??
    ''
  )
}

function nearByName(kind: ForeignKind, tables: SchemaTables): string | undefined {
  const table = tables.named(kind.table)
  if (table === undefined || COMMON_NAME.test(table.name)) return undefined
  const missing = missingIn(table, neededColumns(kind))
  if (missing.length === 0) return undefined
  return `${visibleText(table.name)} is named like the table of ${kind.name}, but has no column ${missing.join(', ')}`
}

function nearByColumns(kind: ForeignKind, tables: SchemaTables): string | undefined {
  const needed = neededColumns(kind)
  const most = Math.min(MOST_MISSING, Math.ceil(needed.length / 3) - 1)
  const table = tables.all.find((one) => missingIn(one, needed).length <= most)
  if (table === undefined) return undefined
  const lacks = [
    ...missingIn(table, needed).map((name) => `column ${name}`),
    ...neededTables(kind).flatMap((one) => (tables.fitting(one) ? [] : [`table ${one.table} beside it`])),
  ]
  return lacks.length === 0
    ? undefined
    : `${visibleText(table.name)} is almost the table of ${kind.name}, but has no ${lacks.join(', no ')}`
}

function hasUsualName({ kind, table }: Pick<Fit, 'kind' | 'table'>): boolean {
  return isSameName(kind.table, table.name)
}

function refused(path: string, said: string): EpochError {
  return new EpochError('store-schema-refused', `${path}: ${said}; copy the events into a plain table and open that`, {
    path,
  })
}
