import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { seriousFindings } from './axe-findings.ts'
import { expect, idle, open, picture, playhead, test } from './journey.ts'

/** What a journey's workplace offers. */
interface Workplace {
  readonly folder: string
  epoch(...args: string[]): Promise<unknown>
  serve(...args: string[]): Promise<string>
}

async function demo(page: Page, workplace: Workplace): Promise<void> {
  const store = join(workplace.folder, 'shop.db')
  await workplace.epoch('demo', store, '--events', '3000', '--seed', '3')
  await open(page, await workplace.serve(store))
}

/** Types into the palette and takes the first thing that it finds. */
async function find(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find anything' }).fill(text)
  await idle(page)
  await page.keyboard.press('Enter')
  await idle(page)
}

test('by keys alone one goes somewhere, narrows the log, and finds the way back and forward', async ({
  page,
  workplace,
  complaints,
}) => {
  expect(complaints).toEqual([])
  await demo(page, workplace)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('1500')
  await expect(page.getByRole('option', { name: 'Position 1,500' })).toHaveAttribute('aria-selected', 'true')
  await picture(page, 'palette')
  await page.keyboard.press('Enter')
  await expect.poll(() => playhead(page)).toBe(1500)
  await idle(page)

  await page.keyboard.press('Control+k')
  await page.keyboard.type('OrderPlaced')
  await page.getByRole('group', { name: 'Types of events' }).getByRole('option').first().click()
  await expect(page.getByRole('tab', { name: 'Type', exact: true })).toHaveAttribute('aria-selected', 'true')

  await page.keyboard.press('Alt+ArrowLeft')
  await expect(page.getByRole('tab', { name: 'Event', exact: true })).toHaveAttribute('aria-selected', 'true')
  expect(await playhead(page)).toBe(1500)
  await page.keyboard.press('Alt+ArrowLeft')
  await expect.poll(() => playhead(page)).toBe(3000)
  await page.keyboard.press('Alt+ArrowRight')
  await expect.poll(() => playhead(page)).toBe(1500)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('group', { name: 'Where I was' })).toBeVisible()
})

test('closed panels, theme, zone and size are as they were after a reload', async ({ page, workplace, complaints }) => {
  expect(complaints).toEqual([])
  await demo(page, workplace)
  await page.keyboard.press('Control+b')
  await page.getByRole('button', { name: 'Projection', exact: true }).click()
  await find(page, 'Theme: dark')
  await find(page, "machine's zone")
  await page.keyboard.press('Control+=')
  await idle(page)
  await page.reload()
  await expect(page.getByRole('grid', { name: 'Events' })).toBeVisible()
  await idle(page)
  await expect(page.getByRole('button', { name: 'Lists', exact: true })).toHaveAttribute('aria-pressed', 'false')
  await expect(page.getByRole('region', { name: 'Read model' })).toBeHidden()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  expect(await page.evaluate('document.documentElement.style.zoom')).toBe('110%')
  await find(page, 'Put all panels back')
  await expect(page.getByRole('region', { name: 'Read model' })).toBeVisible()
})

for (const zoom of [80, 150, 200])
  test(`at ${zoom} % nothing lies over another, and the pointer meets what it points at`, async ({
    page,
    workplace,
  }) => {
    await page.setViewportSize({ width: 1440, height: 900 })
    await demo(page, workplace)
    for (let step = 0; step < 7 && (await sizeOf(page)) !== zoom; step++) {
      await page.keyboard.press(zoom < 100 ? 'Control+-' : 'Control+=')
      await idle(page)
    }
    expect(await sizeOf(page)).toBe(zoom)
    await picture(page, `zoom-${zoom}`)
    const row = page.getByRole('grid', { name: 'Events' }).getByRole('row').nth(2)
    await row.click()
    await idle(page)
    await expect(row).toHaveAttribute('aria-selected', 'true')
    const slider = page.getByRole('slider', { name: 'Position' })
    const box = await slider.boundingBox()
    if (box === null) throw new Error('the timeline has no place')
    // Its left half is the older half of the log, whatever size its pixels have.
    await page.mouse.click(box.x + box.width * 0.05, box.y + box.height / 2)
    await idle(page)
    expect(await playhead(page)).toBeLessThan(700)
    expect(await overlapping(page)).toEqual([])
  })

for (const theme of ['light', 'dark', 'high contrast'])
  test(`axe finds nothing serious in palette and sheet, ${theme}`, async ({ page, workplace }) => {
    await page.setViewportSize({ width: 1024, height: 700 })
    await demo(page, workplace)
    await find(page, `Theme: ${theme}`)
    await page.getByRole('grid', { name: 'Events' }).focus()
    await picture(page, `window-${theme.replace(' ', '-')}-1024`)
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
    await picture(page, `sheet-${theme.replace(' ', '-')}`)
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('order')
    await idle(page)
    await picture(page, `palette-${theme.replace(' ', '-')}`)
    expect(await seriousFindings(page)).toEqual([])
  })

test('in a small window at 200 % the whole menu is reached, and no control of the timeline is cut off', async ({
  page,
  workplace,
}) => {
  await page.setViewportSize({ width: 1024, height: 700 })
  await demo(page, workplace)
  for (let step = 0; step < 7; step++) await page.keyboard.press('Control+=')
  await idle(page)
  await page.getByRole('button', { name: 'Store', exact: true }).click()
  await page.keyboard.press('End')
  await expect(page.getByRole('menuitem', { name: 'Keyboard shortcuts' })).toBeInViewport({ ratio: 1 })
  const menu = await page.getByRole('menu', { name: 'Store' }).boundingBox()
  expect((menu?.y ?? 0) + (menu?.height ?? 0)).toBeLessThanOrEqual(700)
  await page.keyboard.press('Escape')
  const head = await page.locator('.timeline-head').boundingBox()
  for (const button of await page.locator('.timeline-head button').all()) {
    const box = await button.boundingBox()
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual((head?.x ?? 0) + (head?.width ?? 0))
  }
})

test('in colours that the system chooses, marks of types are seen and axe finds nothing', async ({
  page,
  workplace,
}) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await demo(page, workplace)
  await picture(page, 'forced-colors')
  expect(await seriousFindings(page)).toEqual([])
  const seen = await page.evaluate<boolean>(`(() => {
    const mark = document.querySelector('[role=grid] .type-mark:not(.type-shape-ring)')
    return mark !== null && getComputedStyle(mark).backgroundColor !== getComputedStyle(document.body).backgroundColor
  })()`)
  expect(seen).toBe(true)
})

/** In percent. */
async function sizeOf(page: Page): Promise<number> {
  const zoom = String(await page.evaluate('document.documentElement.style.zoom'))
  return zoom === '' ? 100 : Number.parseInt(zoom, 10)
}

/** Names of the header's buttons of which another element takes the clicks. */
function overlapping(page: Page): Promise<readonly string[]> {
  return page.evaluate(`[...document.querySelectorAll('header button')].flatMap((button) => {
    const { left, top, width, height } = button.getBoundingClientRect()
    const hit = document.elementFromPoint(left + width / 2, top + height / 2)
    return width === 0 || button.contains(hit) ? [] : [button.textContent || button.ariaLabel]
  })`)
}
