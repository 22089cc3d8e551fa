import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { NewEvent } from '../../../src/core/event.ts'
import { MiddlePanel } from '../../../src/renderer/app/MiddlePanel.tsx'
import { openedExplorer } from '../opened-explorer.ts'
import { settled } from './made-up-explorer.ts'
import '../../../src/renderer/theme.css'
import '../../../src/renderer/ui/ui.css'

/** The middle of the window over a memory store with these events, in its place of 1000 by 500. */
export async function shownLog(events: readonly NewEvent[]) {
  await page.viewport(1100, 700)
  const { explorer, host } = await openedExplorer(events)
  await render(
    <div style={{ display: 'flex', flexDirection: 'column', width: 1000, height: 500 }}>
      <MiddlePanel explorer={explorer} />
    </div>,
  )
  await settled(explorer)
  return { explorer, host, grid: page.getByRole('grid', { name: 'Events' }), rest: () => settled(explorer) }
}

/** What stands at the heads of the columns, in order. */
export function heads(): readonly string[] {
  return page
    .getByRole('columnheader')
    .elements()
    .map((head) => head.textContent ?? '')
}

/** What the cells of the row at a position say, in order. */
export function cellsAt(position: number): readonly string[] {
  const row = page.getByRole('row', { name: new RegExp(`^ ?${position} `) })
  return row
    .getByRole('gridcell')
    .elements()
    .map((cell) => cell.textContent ?? '')
}
