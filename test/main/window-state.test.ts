import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import { readWindowState } from '../../src/main/window-state.ts'
import { folderTest as test } from '../host/temporary-folder.ts'

vi.mock('electron', () => import('./fake-electron.ts'))

const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }]
const first = { width: 1440, height: 900, maximized: false }

test('without a file it is the first state', ({ folder }) => {
  expect(readWindowState(join(folder, 'window.json'), screens)).toEqual(first)
})

test.for(['', 'null', '{', '[]', '{"x":1}', '{"x":1,"y":1,"width":"wide","height":1,"maximized":true}'])(
  'a file with %j in it is as none',
  async (text, { folder }) => {
    await writeFile(join(folder, 'window.json'), text)
    expect(readWindowState(join(folder, 'window.json'), screens)).toEqual(first)
  },
)

test.for([
  { where: 'on the screen', x: 100, isThere: true },
  { where: 'over the edge, but in sight', x: 1800, isThere: true },
  { where: 'all but out of sight', x: 1900, isThere: false },
  { where: 'on a screen that is gone', x: 4000, isThere: false },
])('a window $where keeps its size, and its place where it can be seen', async ({ x, isThere }, { folder }) => {
  const file = join(folder, 'window.json')
  const size = { width: 800, height: 600, maximized: true }
  await writeFile(file, JSON.stringify({ x, y: 50, ...size }))
  expect(readWindowState(file, screens)).toEqual(isThere ? { x, y: 50, ...size } : size)
})
