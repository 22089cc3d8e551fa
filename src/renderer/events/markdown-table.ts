import type { SelectedEvent } from '../state/selected-events.ts'
import { cellText, type Telling } from './cell-value.ts'
import { columnTitle, type GridColumn } from './grid-columns.ts'

/** Events as a table in Markdown: the columns as they are shown, a row an event. */
export function markdownTable(
  columns: readonly Pick<GridColumn, 'name' | 'path'>[],
  events: readonly SelectedEvent[],
  telling: Telling,
): string {
  const heads = columns.map(({ name }) => columnTitle(name, telling.zone))
  const rules = columns.map(({ name }) => (name === 'position' || name === 'version' ? '---:' : '---'))
  const rows = events.map(({ row, values }) =>
    columns.map(({ name, path }) => cellText({ name }, row, values.get(path ?? '') ?? null, telling) ?? ''),
  )
  return [heads.map(escaped), rules, ...rows.map((cells) => cells.map(escaped))].map(line).join('')
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`
}

/** A text as it stands in a cell: nothing in it ends the cell or means anything to Markdown. */
function escaped(text: string): string {
  return text.replaceAll(/[\\|`*_[\]<>&]/g, (sign) => `\\${sign}`).replaceAll(/\s*[\r\n]+\s*/g, ' ')
}
