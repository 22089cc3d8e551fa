import { BadName, InvalidFilter } from '../../core/errors.ts'
import { type StreamName, streamName } from '../../core/event.ts'
import type { JsonValue } from '../../core/json.ts'
import { keptObjects, keptTexts } from './kept-values.ts'
import {
  boundedPx,
  columnName,
  firstColumns,
  type LogColumn,
  MAX_PATH_COLUMNS,
  standardColumns,
} from './log-columns.ts'
import type { WorkspacePart } from './workspace-part.ts'

/** The log's columns and the streams side by side, as they are kept between visits. */
export const logKept: WorkspacePart = {
  watched: ['columns', 'laneStreams'],
  write: ({ columns, laneStreams }) => ({ columns: columns.map((column) => ({ ...column })), lanes: laneStreams }),
  read: ({ columns, lanes }) => ({ columns: columnsOf(columns), laneStreams: streamsOf(lanes) }),
}

/** In the kept order; standard columns that are not among them are hidden at the end. */
function columnsOf(kept: JsonValue | undefined): readonly LogColumn[] {
  const columns = new Map<string, LogColumn>()
  for (const { name, shown, widthPx } of keptObjects(kept).slice(0, standardColumns.length + MAX_PATH_COLUMNS)) {
    const known = typeof name === 'string' ? legalName(name) : undefined
    if (known === undefined || columns.has(known)) continue
    const width = typeof widthPx === 'number' && Number.isFinite(widthPx) ? { widthPx: boundedPx(widthPx) } : {}
    columns.set(known, { name: known, shown: shown === true, ...width })
  }
  for (const name of standardColumns) if (!columns.has(name)) columns.set(name, { name, shown: false })
  const all = [...columns.values()]
  return all.some(({ shown }) => shown) ? all : firstColumns
}

function legalName(text: string): string | undefined {
  try {
    return columnName(text)
  } catch (error) {
    if (error instanceof InvalidFilter) return undefined
    throw error
  }
}

function streamsOf(kept: JsonValue | undefined): readonly StreamName[] {
  const names = Array.isArray(kept) ? keptTexts(kept) : []
  return [...new Set(names)].flatMap((name) => {
    try {
      return [streamName(name)]
    } catch (error) {
      if (error instanceof BadName) return []
      throw error
    }
  })
}
