import type { Event } from '../../core/event.ts'
import { isoTime } from '../../core/iso-time.ts'
import { epochColumns } from '../csv/epoch-columns.ts'
import { guardedCell } from '../csv/formula-guard.ts'
import type { TextFormat } from './text-format.ts'

/** A table as RFC 4180 has it, every cell in quotes and none of them a formula; data and metadata are a cell each. */
export const exportCsv: TextFormat = {
  name: 'CSV',
  mediaType: 'text/csv; charset=utf-8; header=present',
  extension: '.csv',
  head: `${epochColumns.map(quoted).join(',')}\r\n`,
  between: '',
  foot: '',
  text: row,
}

function row({ position, stream, version, id, type, schemaVersion, createdAtUs, data, metadata }: Event): string {
  const place = `"${position}",${cell(stream)},"${version}",${cell(id)},${cell(type)},"${schemaVersion}"`
  return `${place},"${isoTime(createdAtUs)}",${cell(data)},${cell(metadata)}\r\n`
}

function cell(text: string): string {
  return quoted(guardedCell(text))
}

function quoted(text: string): string {
  return `"${text.includes('"') ? text.replaceAll('"', '""') : text}"`
}
