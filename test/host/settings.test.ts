import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { Settings } from '../../src/host/settings.ts'
import { folderTest as test } from './temporary-folder.ts'

test('settings survive the host; before any were written there are none', async ({ folder }) => {
  expect(await new Settings(folder).read()).toBeUndefined()
  await new Settings(folder).write({ theme: 'dark' })
  expect(await new Settings(folder).read()).toEqual({ theme: 'dark' })
})

test('of many writes at once the last one asked for stays, and a read after them sees it', async ({ folder }) => {
  const settings = new Settings(folder)
  const writes = Array.from({ length: 30 }, (_, n) => settings.write({ n }))
  expect(await settings.read()).toEqual({ n: 29 })
  await Promise.all(writes)
  expect(await readdir(folder)).toEqual(['settings.json'])
})

test('settings that are no JSON any more are put aside, not lost', async ({ folder }) => {
  await writeFile(join(folder, 'settings.json'), '{"theme":')
  expect(await new Settings(folder).read()).toBeUndefined()
  expect(await readdir(folder)).toEqual(['settings.json.broken'])
})
