import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { RememberedPaths } from '../../src/host/remembered-paths.ts'
import { folderTest as test } from './temporary-folder.ts'

test('paths are kept newest first, each once, and past the most the oldest goes', async ({ folder }) => {
  const file = join(folder, 'recents.json')
  const paths = new RememberedPaths(file, 3)
  await Promise.all(['/a', '/b', '/c', '/a', '/d'].map((path) => paths.add(path)))
  expect(await new RememberedPaths(file, 3).list()).toEqual(['/d', '/a', '/c'])
})

test('a path that is removed is not known any more', async ({ folder }) => {
  const paths = new RememberedPaths(join(folder, 'appends.json'), 3)
  await paths.add('/a')
  await paths.add('/b')
  await paths.remove('/a')
  await paths.remove('/never')
  expect([await paths.has('/a'), await paths.has('/b')]).toEqual([false, true])
})

test.for(['', '{}', '[1]', '"text"', '[['])('a file with %j in it is a list of none', async (text, { folder }) => {
  const file = join(folder, 'recents.json')
  await writeFile(file, text)
  const paths = new RememberedPaths(file, 3)
  expect(await paths.list()).toEqual([])
  await paths.add('/a')
  expect(await paths.list()).toEqual(['/a'])
})
