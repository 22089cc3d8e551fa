import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { startPath } from '../../src/main/start-path.ts'

const cwd = resolve('/data')

test.each([
  { argv: ['electron', '.'], isPackaged: false, path: undefined },
  { argv: ['electron', '.', 'orders.db'], isPackaged: false, path: resolve(cwd, 'orders.db') },
  { argv: ['electron', '--inspect', '.', '--flag=a', 'orders.db'], isPackaged: false, path: resolve(cwd, 'orders.db') },
  { argv: ['epoch'], isPackaged: true, path: undefined },
  { argv: ['epoch', resolve('/other/a b.db')], isPackaged: true, path: resolve('/other/a b.db') },
  { argv: ['epoch', '--allow-file-access-from-files', '../up.db'], isPackaged: true, path: resolve(cwd, '../up.db') },
  { argv: ['epoch', '', '-x'], isPackaged: true, path: undefined },
])('$argv, packaged: $isPackaged, names $path', ({ argv, isPackaged, path }) => {
  expect(startPath(argv, { cwd, isPackaged })).toBe(path)
})
