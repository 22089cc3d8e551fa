import { join } from 'node:path'
import { expect, idle, open, test } from './journey.ts'
import { command } from './scenes.ts'

// What canvases draw, beside pictures of it that people have looked at. Letters differ from machine to machine, so a few points in a hundred may.
test.skip(process.platform !== 'linux', 'the pictures are of Linux')

for (const colorScheme of ['light', 'dark'] as const)
  test(`the timeline is drawn as in its pictures: ${colorScheme}`, async ({ page, workplace, complaints }) => {
    expect(complaints).toEqual([])
    await page.emulateMedia({ colorScheme })
    const store = join(workplace.folder, 'shop.db')
    await workplace.epoch('demo', store, '--events', '3000', '--seed', '3')
    await open(page, await workplace.serve(store))
    await command(page, 'See less of the history')
    await page.getByRole('grid', { name: 'Events' }).getByRole('row').nth(4).click()
    await page.mouse.move(0, 0)
    await idle(page)
    const timeline = page.getByRole('region', { name: 'Timeline' }).locator('canvas')
    await expect(timeline.nth(0)).toHaveScreenshot(`minimap-${colorScheme}.png`)
    await expect(timeline.nth(1)).toHaveScreenshot(`timeline-${colorScheme}.png`)
  })
