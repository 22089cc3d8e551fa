import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { MAX_WORKSPACE_BYTES, Workspaces } from '../../src/host/workspaces.ts'
import { folderTest as test } from './temporary-folder.ts'

test('a workspace survives the host, for its store only', async ({ folder }) => {
  await new Workspaces(folder).write('/data/orders.db', { playhead: 17, panels: { left: 0.25 } })
  const later = new Workspaces(folder)
  expect(await later.read('/data/orders.db')).toEqual({ playhead: 17, panels: { left: 0.25 } })
  expect(await later.read('/data/other.db')).toBeUndefined()
})

test('of many writes at once the last one asked for stays, and a read after them sees it', async ({ folder }) => {
  const workspaces = new Workspaces(folder)
  const writes = Array.from({ length: 30 }, (_, n) => workspaces.write('/data/orders.db', { n }))
  expect(await workspaces.read('/data/orders.db')).toEqual({ n: 29 })
  await Promise.all(writes)
  expect(await readdir(join(folder, 'workspaces'))).toHaveLength(1)
})

test('any key is kept as it is, even those that objects have of themselves', async ({ folder }) => {
  const workspace = JSON.parse('{"__proto__":{"a":1},"constructor":2,"":3}')
  await new Workspaces(folder).write('/data/orders.db', workspace)
  const read = await new Workspaces(folder).read('/data/orders.db')
  expect(JSON.stringify(read)).toBe('{"__proto__":{"a":1},"constructor":2,"":3}')
})

test('one that is too large is refused, and the one before it stays', async ({ folder }) => {
  const workspaces = new Workspaces(folder)
  const most = 'x'.repeat(MAX_WORKSPACE_BYTES - '{"text":""}'.length)
  await workspaces.write('/data/orders.db', { text: most })
  await expect(workspaces.write('/data/orders.db', { text: `${most}x` })).rejects.toMatchObject({
    code: 'value-too-large',
    details: { bytes: MAX_WORKSPACE_BYTES + 1 },
  })
  expect(await workspaces.read('/data/orders.db')).toEqual({ text: most })
})

test('one that is no JSON any more is put aside, not lost, and the store opens without it', async ({ folder }) => {
  await new Workspaces(folder).write('/data/orders.db', { n: 1 })
  const [name = ''] = await readdir(join(folder, 'workspaces'))
  await writeFile(join(folder, 'workspaces', name), '{"n":')
  expect(await new Workspaces(folder).read('/data/orders.db')).toBeUndefined()
  expect(await readFile(join(folder, 'workspaces', `${name}.broken`), 'utf8')).toBe('{"n":')
})

test('a write that fails is told to who asked, and the next one is tried', async ({ folder }) => {
  const workspaces = new Workspaces(join(folder, 'file', 'below'))
  await writeFile(join(folder, 'file'), '')
  await expect(workspaces.write('/data/orders.db', {})).rejects.toThrow('ENOTDIR')
  await expect(workspaces.write('/data/orders.db', {})).rejects.toThrow('ENOTDIR')
})
