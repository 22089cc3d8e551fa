import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { App } from '../../src/renderer/app/App.tsx'
import type { ExplorerStore } from '../../src/renderer/state/explorer-store.ts'
import '../../src/renderer/theme.css'

/** The whole window over an explorer, in a room of 1280 by 800. */
export async function showWindow(explorer: ExplorerStore): Promise<void> {
  await page.viewport(1280, 800)
  await render(
    <div style={{ height: 800 }}>
      <App explorer={explorer} />
    </div>,
  )
}
