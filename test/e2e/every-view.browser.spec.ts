import { join } from 'node:path'
import { seriousFindings } from './axe-findings.ts'
import { expect, open, picture, test } from './journey.ts'
import { firstScene, scenes } from './scenes.ts'

const looks = [
  { name: 'light', colorScheme: 'light', contrast: 'no-preference', size: { width: 1440, height: 900 } },
  { name: 'light-small', colorScheme: 'light', contrast: 'no-preference', size: { width: 1024, height: 700 } },
  { name: 'dark', colorScheme: 'dark', contrast: 'no-preference', size: { width: 1440, height: 900 } },
  { name: 'dark-small', colorScheme: 'dark', contrast: 'no-preference', size: { width: 1024, height: 700 } },
  { name: 'contrast', colorScheme: 'dark', contrast: 'more', size: { width: 1440, height: 900 } },
] as const

const SCENES_PER_TEST = 5

test.describe.configure({ mode: 'parallel' })

for (let first = 0; first < scenes.length; first += SCENES_PER_TEST) {
  const some = scenes.slice(first, first + SCENES_PER_TEST)
  test(`axe finds nothing serious in any theme, and nothing is wider than the window: ${some.map(({ name }) => name).join(', ')}`, async ({
    page,
    workplace,
    complaints,
  }) => {
    test.setTimeout(300_000)
    expect(complaints).toEqual([])
    const store = join(workplace.folder, 'shop.db')
    await workplace.epoch('demo', store, '--events', '3000', '--seed', '3')
    await open(page, await workplace.serve(store))
    for (const scene of some)
      await test.step(scene.name, async () => {
        await firstScene(page)
        await scene.show(page)
        for (const { name, size, ...media } of looks) {
          await page.emulateMedia(media)
          await page.setViewportSize(size)
          await picture(page, `${scene.name}-${name}`)
          expect.soft(await seriousFindings(page), `${scene.name}, ${name}`).toEqual([])
          const widthPx = await page.evaluate('document.documentElement.scrollWidth')
          expect.soft(widthPx, `${scene.name}, ${name}`).toBeLessThanOrEqual(size.width)
        }
      })
  })
}
