import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { listFiles } from '../../src/host/list-files.ts'
import { Tickets } from '../../src/host/tickets.ts'
import { folderTest as test } from './temporary-folder.ts'

async function touch(...paths: readonly string[]): Promise<void> {
  for (const path of paths) await writeFile(path, 'some')
}

test('what can be opened below the root is offered, by ticket and without its path', async ({ folder }) => {
  await mkdir(join(folder, 'shop', 'deep', 'deeper', 'deepest'), { recursive: true })
  await mkdir(join(folder, 'project', '.git'), { recursive: true })
  await mkdir(join(folder, 'node_modules'))
  await touch(
    join(folder, 'orders.db'),
    join(folder, 'notes.txt'),
    join(folder, 'shop', 'log.NDJSON'),
    join(folder, 'shop', 'deep', 'carts.sqlite'),
    join(folder, 'shop', 'deep', 'deeper', 'too-deep.db'),
    join(folder, 'node_modules', 'some.db'),
    join(folder, 'project', '.git', 'index.db'),
  )
  const tickets = new Tickets()
  const files = await listFiles({ recents: [], root: folder, tickets })
  expect(files.map(({ name }) => name)).toEqual(['orders.db', 'project', 'log.NDJSON', 'carts.sqlite'].sort(byPlace))
  expect(files.every(({ recent }) => !recent)).toBe(true)
  const orders = files.find(({ name }) => name === 'orders.db')
  expect(orders).toMatchObject({ bytes: 4, recent: false })
  expect(orders && tickets.pathOf(orders.ticket)).toBe(join(folder, 'orders.db'))

  function byPlace(a: string, b: string): number {
    const order = ['orders.db', 'project', 'carts.sqlite', 'log.NDJSON']
    return order.indexOf(a) - order.indexOf(b)
  }
})

test('recent files come first, and those that are gone not at all', async ({ folder }) => {
  await touch(join(folder, 'a.db'), join(folder, 'b.db'))
  const recents = [join(folder, 'gone.db'), join(folder, 'b.db')]
  const files = await listFiles({ recents, root: folder, tickets: new Tickets() })
  expect(files.map(({ name, recent }) => [name, recent])).toEqual([
    ['b.db', true],
    ['a.db', false],
  ])
})

test('links are not followed out of the root', async ({ folder }) => {
  const outside = join(folder, 'outside')
  const root = join(folder, 'root')
  await mkdir(outside)
  await mkdir(root)
  await touch(join(outside, 'secret.db'))
  await symlink(outside, join(root, 'folder'), 'junction')
  await symlink(join(outside, 'secret.db'), join(root, 'link.db'))
  expect(await listFiles({ recents: [], root, tickets: new Tickets() })).toEqual([])
})

test('without a root, or with one that is gone, there are only the recent files', async ({ folder }) => {
  await touch(join(folder, 'a.db'))
  const recents = [join(folder, 'a.db')]
  for (const root of [undefined, join(folder, 'gone')])
    expect(await listFiles({ recents, root, tickets: new Tickets() })).toHaveLength(1)
})
