import { join } from 'node:path'
import type { Page } from '@playwright/test'
import axe from 'axe-core'
import { expect, idle, open, picture, test } from './journey.ts'

interface Violation {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly html: string }[]
}

/** What axe finds serious or critical. It runs in a world of its own, which the page's policy does not reach. */
async function seriousFindings(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page)
  const { frameTree } = await session.send('Page.getFrameTree')
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id })
  await session.send('Runtime.evaluate', { expression: axe.source, contextId: executionContextId })
  const { result } = await session.send('Runtime.evaluate', {
    expression: 'axe.run(document, { iframes: false }).then((found) => JSON.stringify(found.violations))',
    contextId: executionContextId,
    awaitPromise: true,
    returnByValue: true,
  })
  const violations: readonly Violation[] = JSON.parse(String(result.value))
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
}

for (const scheme of ['light', 'dark'] as const)
  for (const size of [
    { width: 1440, height: 900 },
    { width: 1024, height: 700 },
  ])
    test(`axe finds nothing serious, ${scheme}, ${size.width}×${size.height}`, async ({
      page,
      workplace,
      complaints,
    }) => {
      expect(complaints).toEqual([])
      await page.emulateMedia({ colorScheme: scheme })
      await page.setViewportSize(size)
      const store = join(workplace.folder, 'shop.db')
      await workplace.epoch('demo', store, '--events', '3000', '--seed', '3')
      await open(page, await workplace.serve(store))
      await page.getByRole('grid', { name: 'Events' }).getByRole('row').nth(3).click()
      await idle(page)
      await picture(page, `window-${scheme}-${size.width}`)
      expect(await seriousFindings(page)).toEqual([])
      await page.getByRole('button', { name: 'Append event' }).first().click()
      await idle(page)
      await picture(page, `append-${scheme}-${size.width}`)
      expect(await seriousFindings(page)).toEqual([])
    })
