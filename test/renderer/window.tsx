import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { StoreTab } from '../../src/renderer/app/StoreTab.tsx'
import type { ExplorerStore } from '../../src/renderer/state/explorer-store.ts'
import '../../src/renderer/theme.css'

/** One tab of the window, without others, over an explorer, in a room of 1280 by 800. */
export async function showWindow(explorer: ExplorerStore): Promise<void> {
  await page.viewport(1280, 800)
  await render(
    <div style={{ height: 800 }}>
      <StoreTab explorer={explorer} />
    </div>,
  )
}
