import { execFileSync } from 'node:child_process'
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { MAX_SOURCE_CHARACTERS, type ProjectionFolder } from '../../src/contract/host-contract.ts'
import { MAX_FOLDER_CHARACTERS, ProjectionFolders, projectionFileName } from '../../src/host/projection-folders.ts'
import { folderTest as test } from './temporary-folder.ts'

const STORE = '/data/orders.db'
const SOON_MS = 5000

/** What a watcher told, one after the other. */
async function next(watching: AsyncGenerator<ProjectionFolder, void>): Promise<ProjectionFolder> {
  const { value } = await watching.next()
  if (value === undefined) throw new Error('the watcher ended')
  return value
}

test('a file that is saved is told to who watches, for its store only', async ({ folder, signal }) => {
  const folders = new ProjectionFolders(folder)
  const watching = folders.watch(STORE, signal)
  expect((await next(watching)).files).toEqual([])
  await folders.save('/data/other.db', { name: 'other.ts', source: 'x' })
  await folders.save(STORE, { name: 'status.ts', source: 'export default 1' })
  expect((await next(watching)).files).toEqual([{ name: 'status.ts', source: 'export default 1' }])
  await folders.remove(STORE, 'status.ts')
  expect((await next(watching)).files).toEqual([])
  await watching.return()
})

test("what a person's own editor writes is told soon", { timeout: SOON_MS }, async ({ folder, signal }) => {
  const watching = new ProjectionFolders(folder).watch(STORE, signal)
  const { place } = await next(watching)
  await writeFile(join(place, 'mine.js'), 'fromAll()')
  let files = (await next(watching)).files
  while (files[0]?.source !== 'fromAll()') files = (await next(watching)).files
  expect(files).toEqual([{ name: 'mine.js', source: 'fromAll()' }])
  await watching.return()
})

test('what is no source is left out: other names, folders, pipes, links in a circle, bytes that are no UTF-8', async ({
  folder,
  signal,
}) => {
  const folders = new ProjectionFolders(folder)
  await folders.save(STORE, { name: 'good.ts', source: '1' })
  const { place } = await next(folders.watch(STORE, signal))
  await writeFile(join(place, 'notes.md'), 'x')
  await writeFile(join(place, '.hidden.ts'), 'x')
  await writeFile(join(place, 'bytes.ts'), Buffer.from([0xff, 0xfe]))
  await mkdir(join(place, 'folder.ts'))
  await symlink('circle.ts', join(place, 'circle.ts'))
  execFileSync('mkfifo', [join(place, 'pipe.ts')])
  expect((await next(new ProjectionFolders(folder).watch(STORE, signal))).files.map(({ name }) => name)).toEqual([
    'good.ts',
  ])
})

test('a folder that is taken away is empty, and there again after the next save', async ({ folder, signal }) => {
  const folders = new ProjectionFolders(folder)
  await folders.save(STORE, { name: 'a.ts', source: '1' })
  const watching = folders.watch(STORE, signal)
  const { place } = await next(watching)
  await rm(place, { recursive: true })
  expect((await next(watching)).files).toEqual([])
  await folders.save(STORE, { name: 'b.ts', source: '2' })
  expect((await next(watching)).files).toEqual([{ name: 'b.ts', source: '2' }])
  await watching.return()
})

test('a folder of more than a window takes is told of as far as that goes', async ({ folder, signal }) => {
  const folders = new ProjectionFolders(folder)
  const source = 'x'.repeat(MAX_SOURCE_CHARACTERS)
  const names = Array.from({ length: MAX_FOLDER_CHARACTERS / MAX_SOURCE_CHARACTERS + 1 }, (_, n) => `p${100 + n}.ts`)
  for (const name of names) await folders.save(STORE, { name, source })
  const { files } = await next(folders.watch(STORE, signal))
  expect(files.map(({ name }) => name)).toEqual(names.slice(0, -1))
})

test('no name leads out of the folder', () => {
  for (const name of ['a.ts', 'Order_Status-2.js', `${'x'.repeat(97)}.ts`]) expect(name).toMatch(projectionFileName)
  for (const name of [
    '../a.ts',
    'a/b.ts',
    'a\\b.ts',
    '.ts',
    'a.ts.exe',
    'a\0.ts',
    'con:.ts',
    `${'x'.repeat(98)}.ts`,
    'a.ts\n',
  ])
    expect(name).not.toMatch(projectionFileName)
})
