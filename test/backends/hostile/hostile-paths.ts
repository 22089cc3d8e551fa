import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { pipeAt } from './hostile-companions.ts'
import { type HostileFile, storeIn } from './hostile-file.ts'

/** What is no file at all. */
export const hostilePaths: readonly HostileFile[] = [
  { name: 'nothing', make: (folder) => join(folder, 'nothing.db'), expected: 'store-not-found' },
  { name: 'a folder', make: (folder) => folder, expected: 'store-not-a-file' },
  { name: 'a link that leads nowhere', make: (folder) => linkIn(folder, 'nowhere'), expected: 'store-not-found' },
  { name: 'a link that leads to itself', make: (folder) => linkIn(folder, 'link.db'), expected: 'store-not-found' },
  {
    name: 'a link to a sound store',
    make: (folder) => {
      storeIn(folder)
      return linkIn(folder, 'hostile.db')
    },
    expected: 'opens',
  },
  { name: 'a link to a folder', make: (folder) => linkIn(folder, '.'), expected: 'store-not-a-file' },
  {
    name: 'a pipe',
    make: (folder) => {
      pipeAt(join(folder, 'pipe.db'))
      return join(folder, 'pipe.db')
    },
    expected: 'store-not-a-file',
  },
  { name: 'a device that gives nothing', make: () => '/dev/null', expected: 'store-not-a-file' },
  { name: 'a device that never ends', make: (folder) => linkIn(folder, '/dev/zero'), expected: 'store-not-a-file' },
  { name: 'a path below a file', make: (folder) => join(storeIn(folder), 'below.db'), expected: 'store-not-found' },
  { name: 'a path that is too long', make: (folder) => join(folder, 'x'.repeat(300)), expected: 'store-not-found' },
  { name: 'a path with a NUL', make: (folder) => `${storeIn(folder)}\0.db`, expected: 'store-not-found' },
]

function linkIn(folder: string, to: string): string {
  const path = join(folder, 'link.db')
  symlinkSync(to, path)
  return path
}
