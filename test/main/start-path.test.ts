import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { startLink, startPath } from '../../src/main/start-path.ts'

const cwd = resolve('/data')

test.each([
  { argv: ['electron', '.'], isPackaged: false, path: undefined },
  { argv: ['electron', '.', 'orders.db'], isPackaged: false, path: resolve(cwd, 'orders.db') },
  { argv: ['electron', '--inspect', '.', '--flag=a', 'orders.db'], isPackaged: false, path: resolve(cwd, 'orders.db') },
  { argv: ['epoch'], isPackaged: true, path: undefined },
  { argv: ['epoch', resolve('/other/a b.db')], isPackaged: true, path: resolve('/other/a b.db') },
  { argv: ['epoch', '--allow-file-access-from-files', '../up.db'], isPackaged: true, path: resolve(cwd, '../up.db') },
  { argv: ['epoch', '', '-x'], isPackaged: true, path: undefined },
  { argv: ['epoch', '--', resolve('/other/a.db')], isPackaged: true, path: resolve('/other/a.db') },
  { argv: ['epoch', '--inspect=0.0.0.0:9229'], isPackaged: true, path: undefined },
  { argv: ['epoch', resolve('/a "b" \'c\' $(d) `e`.db')], isPackaged: true, path: resolve('/a "b" \'c\' $(d) `e`.db') },
  { argv: ['epoch', `/${'a'.repeat(9000)}`], isPackaged: true, path: resolve(`/${'a'.repeat(9000)}`) },
  { argv: ['epoch', 'a.db', '--inspect-brk', 'b.db'], isPackaged: true, path: resolve(cwd, 'a.db') },
  { argv: ['epoch', '--remote-debugging-port=1', '-r', 'evil.js'], isPackaged: true, path: resolve(cwd, 'evil.js') },
  { argv: ['epoch', '%2e%2e/up.db'], isPackaged: true, path: resolve(cwd, '%2e%2e/up.db') },
  { argv: ['electron', '.', '--', '--no-sandbox'], isPackaged: false, path: undefined },
  { argv: ['electron', '.', 'file:///etc/passwd'], isPackaged: false, path: resolve(cwd, 'file:/etc/passwd') },
  { argv: ['electron'], isPackaged: false, path: undefined },
  { argv: ['epoch', '--', 'epoch://open?store=/a.db'], isPackaged: true, path: undefined },
  { argv: ['epoch', 'EPOCH://open'], isPackaged: true, path: undefined },
  { argv: ['electron', '.', '--', 'epoch:anything'], isPackaged: false, path: undefined },
])('$argv, packaged: $isPackaged, names $path', ({ argv, isPackaged, path }) => {
  expect(startPath(argv, { cwd, isPackaged })).toBe(path)
})

test.each([
  { argv: ['electron', '.', '--', 'epoch://open?store=/a.db'], link: 'epoch://open?store=/a.db' },
  { argv: ['epoch', 'Epoch://OPEN'], link: 'Epoch://OPEN' },
  { argv: ['epoch', 'orders.db'], link: undefined },
  { argv: ['epoch', '--epoch://open'], link: undefined },
  { argv: ['epoch://open'], link: undefined },
])('$argv hands over the link $link', ({ argv, link }) => {
  expect(startLink(argv)).toBe(link)
})
