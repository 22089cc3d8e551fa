import type { Page } from '@playwright/test'
import axe from 'axe-core'

interface Violation {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly html: string }[]
}

/** What axe finds serious or critical. It runs in a world of its own, which the page's policy does not reach. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
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
