import { join } from 'node:path'
import Database from 'better-sqlite3'
import { seriousFindings } from './axe-findings.ts'
import { expect, idle, open, picture, test } from './journey.ts'

const schemes = ['light', 'dark'] as const
const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
]

for (const scheme of schemes)
  for (const size of sizes) {
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
      await page.keyboard.press('Escape')
      for (const [key, name] of [
        ['Control+i', 'about'],
        ['Control+e', 'export'],
      ] as const) {
        await page.keyboard.press(key)
        await expect(page.getByRole('dialog')).toBeVisible()
        await picture(page, `${name}-${scheme}-${size.width}`)
        expect(await seriousFindings(page)).toEqual([])
        await page.keyboard.press('Escape')
      }
      await page.getByRole('switch', { name: 'Allow appends' }).click()
      await page.getByRole('button', { name: 'Store', exact: true }).click()
      await picture(page, `menu-${scheme}-${size.width}`)
      expect(await seriousFindings(page)).toEqual([])
      await page.getByRole('menuitem', { name: /^Import/ }).click()
      await picture(page, `import-${scheme}-${size.width}`)
      expect(await seriousFindings(page)).toEqual([])
    })

    test(`axe finds nothing serious where columns are mapped, ${scheme}, ${size.width}×${size.height}`, async ({
      page,
      workplace,
    }) => {
      await page.emulateMedia({ colorScheme: scheme })
      await page.setViewportSize(size)
      const legacy = join(workplace.folder, 'legacy.db')
      const database = new Database(legacy)
      database.exec(`CREATE TABLE journal (seq INTEGER PRIMARY KEY, stream TEXT, type TEXT, data TEXT, at INTEGER);
        INSERT INTO journal(stream, type, data, at) VALUES ('cart-1', 'CartOpened', '{"a":1}', 1700000000)`)
      database.close()
      await page.goto(await workplace.serve(legacy))
      await expect(page.getByRole('alert', { name: 'This could not be opened' })).toBeVisible()
      await picture(page, `unknown-${scheme}-${size.width}`)
      expect(await seriousFindings(page)).toEqual([])
      await page.getByRole('button', { name: 'Say which column is which' }).click()
      await expect(page.getByRole('region', { name: 'First events' })).toContainText('CartOpened')
      await picture(page, `mapping-${scheme}-${size.width}`)
      expect(await seriousFindings(page)).toEqual([])
    })
  }
