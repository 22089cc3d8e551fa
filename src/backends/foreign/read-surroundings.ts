import { position } from '../../core/event.ts'
import type { MappedColumns, MappingPreview, SourceOutline } from '../../core/store-mapping.ts'
import type { ConsumerCheckpoint, SideRows, SideTable } from '../../core/store-surroundings.ts'
import { list, members, oneOf, text, texts, whole } from './answer-parts.ts'

export function readCheckpoints(output: unknown): readonly ConsumerCheckpoint[] {
  return list(members(output, 'checkpoints')['checkpoints'], 'checkpoints').map(readCheckpoint)
}

export function readSideTables(output: unknown): readonly SideTable[] {
  return list(members(output, 'side tables')['sideTables'], 'side tables').map((table) => {
    const { name, holds, rows } = members(table, 'a side table')
    return {
      name: text(name, 'a name'),
      holds: oneOf(holds, ['snapshots', 'read model', 'projections'], 'what it holds'),
      rows: whole(rows, 'a count'),
    }
  })
}

export function readSideRows(output: unknown): SideRows {
  const { columns, rows, total } = members(output, 'rows')
  return {
    columns: texts(columns, 'columns'),
    rows: list(rows, 'rows').map(readValues),
    total: whole(total, 'a count'),
  }
}

export function readOutline(output: unknown): SourceOutline {
  const { kind, nearest, tables } = members(output, 'an outline')
  return {
    kind: oneOf(kind, ['database', 'rows'], 'a kind'),
    nearest: text(nearest, 'a nearest kind'),
    tables: list(tables, 'tables').map((table) => {
      const { name, columns, sample, suggested } = members(table, 'a table')
      return {
        name: text(name, 'a name'),
        columns: list(columns, 'columns').map((column) => {
          const one = members(column, 'a column')
          return { name: text(one['name'], 'a name'), declared: text(one['declared'], 'a type') }
        }),
        sample: list(sample, 'a sample').map(readValues),
        suggested: readSuggested(suggested),
      }
    }),
  }
}

export function readMappingPreview(output: unknown): MappingPreview {
  const { events, problems } = members(output, 'a preview')
  return {
    events: list(events, 'events').map((event) => {
      const one = members(event, 'an event')
      const { createdAtUs } = one
      return {
        position: whole(one['position'], 'a position'),
        stream: text(one['stream'], 'a stream'),
        version: whole(one['version'], 'a version'),
        type: text(one['type'], 'a type'),
        ...(createdAtUs !== undefined && { createdAtUs: whole(createdAtUs, 'a time') }),
        preview: text(one['preview'], 'a preview'),
      }
    }),
    problems: texts(problems, 'problems'),
  }
}

function readCheckpoint(output: unknown): ConsumerCheckpoint {
  const checkpoint = members(output, 'a checkpoint')
  const { position: at, lag } = checkpoint
  return {
    name: text(checkpoint['name'], 'a name'),
    ...(at !== undefined && { position: position(whole(at, 'a position')) }),
    ...(lag !== undefined && { lag: whole(lag, 'a lag') }),
    about: text(checkpoint['about'], 'what is known of it'),
  }
}

function readSuggested(output: unknown): Partial<MappedColumns> {
  const suggested = members(output, 'suggested columns')
  const { stream } = suggested
  const singles = (['type', 'data', 'version', 'position', 'id', 'metadata', 'time'] as const).flatMap((part) =>
    suggested[part] === undefined ? [] : [[part, text(suggested[part], 'a column')] as const],
  )
  return { ...(stream !== undefined && { stream: texts(stream, 'columns') }), ...Object.fromEntries(singles) }
}

function readValues(row: unknown): (string | null)[] {
  return list(row, 'a row').map((value) => (value === null ? null : text(value, 'a value')))
}
