import { writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, idle, open, test, writeProjection } from './journey.ts'
import { hostileStore, hostileTables } from './markup/hostile-stores.ts'
import { markupPayloads } from './markup/payloads.ts'
import { command } from './scenes.ts'

/** A server that nothing may ask for anything. */
class Listener {
  readonly asked: string[] = []
  readonly #server: Server

  static async open(): Promise<Listener> {
    const listener = new Listener()
    await new Promise<void>((resolve) => listener.#server.listen(0, '127.0.0.1', resolve))
    return listener
  }

  private constructor() {
    this.#server = createServer(({ url = '' }, response) => {
      this.asked.push(url)
      response.end()
    })
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  close(): Promise<unknown> {
    return new Promise((resolve) => this.#server.close(resolve))
  }
}

/** A projection whose states have what events say, as keys and as values, and that throws it at every tenth event. */
const tellingProjection = `import { projection } from 'epoch/projection'

export default projection({
  name: 'Telling',
  key: (e) => e.type,
  init: () => ({}),
  apply: (state, e) => {
    if (e.data.at % 10 === 9) throw new Error(Object.keys(e.data)[0])
    return { ...state, ...e.data }
  },
  columns: { first: (s) => Object.values(s)[0] },
})
`

test('where a page takes them for markup, these texts run scripts and fetch', async ({ page }) => {
  const listener = await Listener.open()
  await page.goto(listener.url)
  await page.evaluate(`for (const srcdoc of ${JSON.stringify(markupPayloads(`${listener.url}/fetched`))})
    document.body.append(Object.assign(document.createElement('iframe'), { srcdoc }))`)
  await expect.poll(() => page.evaluate<number>(framesThatRan)).toBeGreaterThan(20)
  await expect.poll(() => listener.asked.filter((url) => url.startsWith('/fetched')).length).toBeGreaterThan(5)
  await listener.close()
})

const framesThatRan = `[...document.querySelectorAll('iframe')].filter(({ contentDocument }) =>
  contentDocument !== null && 'markupRan' in contentDocument.defaultView).length`

for (const policy of ['on', 'off'] as const)
  test.describe(`with the page's policy ${policy}`, () => {
    test.use({ bypassCSP: policy === 'off' })

    test('no text of a store becomes markup in any view', async ({ page, workplace }) => {
      test.setTimeout(300_000)
      const listener = await Listener.open()
      const dialogs: string[] = []
      page.on('dialog', (dialog) => {
        dialogs.push(dialog.message())
        void dialog.dismiss()
      })
      const payloads = markupPayloads(listener.url)
      const store = join(workplace.folder, `${named(payloads)}.db`)
      await hostileStore(store, payloads)
      await open(page, await workplace.serve(store))
      await seeEveryEvent(page, payloads.length)
      await seeViews(page)
      expect(await ran(page)).toBe(false)

      const strange = join(workplace.folder, `${named(payloads)}.sqlite`)
      hostileTables(strange, payloads)
      await page.goto(await workplace.serve(strange))
      await page.getByRole('button', { name: 'Say which column is which' }).click()
      await idle(page)
      expect(await ran(page)).toBe(false)

      const broken = join(workplace.folder, `${named(payloads)}.ndjson`)
      await writeFile(broken, payloads.map((payload) => `${payload}\n{"type":${JSON.stringify(payload)}}\n`).join(''))
      await page.goto(await workplace.serve(broken))
      await idle(page)
      expect(await ran(page)).toBe(false)

      expect(dialogs).toEqual([])
      expect(listener.asked).toEqual([])
      await listener.close()
    })
  })

/** A payload that a file may be called by. */
function named(payloads: readonly string[]): string {
  return payloads.find((payload) => payload.startsWith('<img src=x') && !payload.includes('/')) ?? ''
}

function ran(page: Page): Promise<boolean> {
  return page.evaluate<boolean>("'markupRan' in globalThis")
}

async function seeEveryEvent(page: Page, events: number): Promise<void> {
  const grid = page.getByRole('grid', { name: 'Events' })
  await grid.focus()
  await page.keyboard.press('Home')
  for (let row = 0; row < events; row++) {
    await page.keyboard.press('ArrowDown')
    if (row % 10 === 0) await idle(page)
  }
  await page.keyboard.press('Home')
  await idle(page)
}

/** Each view with texts of the store in it. */
async function seeViews(page: Page): Promise<void> {
  const event = page.getByRole('region', { name: 'Event', exact: true })
  for (const form of ['Raw', 'Diff', 'Tree']) {
    await event.getByText(form, { exact: true }).click()
    await idle(page)
  }
  await page.getByRole('tab', { name: 'Types', exact: true }).click()
  await idle(page)
  await page.getByRole('treeitem').nth(2).click()
  await idle(page)
  await command(page, 'Show what the selected event belongs to')
  await command(page, 'Streams side by side')
  await page.getByRole('tab', { name: 'Log', exact: true }).click()
  await command(page, 'Append an event like the selected one')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find anything' }).fill('img')
  await idle(page)
  await page.keyboard.press('Escape')
  const filter = page.getByRole('combobox', { name: 'Filter' })
  for (const text of ['type:', 'stream:', 'data.at=1 or <script>', '"img"']) {
    await filter.fill(text)
    await idle(page)
  }
  await command(page, 'Clear the filter')
  await writeProjection(page, tellingProjection)
  const readModel = page.getByRole('region', { name: 'Read model' })
  for (const form of ['Table', 'Tree', 'Chart', 'Failures']) {
    await readModel
      .getByText(new RegExp(`^${form}`))
      .first()
      .click()
    await idle(page)
  }
  await command(page, 'What if the selected event had not happened')
  await page.keyboard.press('Control+i')
  await idle(page)
  await page.keyboard.press('Escape')
}
