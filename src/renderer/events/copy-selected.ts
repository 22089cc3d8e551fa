import { copyText } from '../state/copy-text.ts'
import type { ExplorerState } from '../state/explorer-store.ts'
import { firstVersionOf } from '../state/own-version.ts'
import { counted } from '../ui/count-text.ts'
import { gridColumns } from './grid-columns.ts'
import { markdownTable } from './markdown-table.ts'

/** Puts the selected events on the clipboard as a table in Markdown, masked, and says so. */
export function copySelected(state: ExplorerState): void {
  const { columns, status, zone } = state
  const shown = gridColumns(columns, status?.capabilities.time === false ? 'unknown' : 'known')
  state.readSelected((events) => {
    const table = markdownTable(shown, events, { zone, firstVersion: firstVersionOf(state) })
    if (events.length > 0) copyText(state, `${counted(events.length, 'event')} as a Markdown table`, table)
  })
}
