import { expect, test } from 'vitest'
import { storeLink } from '../../src/host/store-link.ts'
import { readStoreLink } from '../../src/main/read-store-link.ts'

test.each([
  { path: '/home/ann/orders.db', platform: 'linux' },
  { path: '/home/ann/a b & c=d?#%.db', platform: 'linux' },
  { path: '/Users/ann/Ärger "1".db', platform: 'darwin' },
  { path: '/repositories/shop', platform: 'linux' },
  { path: 'C:\\Users\\ann\\orders.db', platform: 'win32' },
  { path: 'd:/data/orders.db', platform: 'win32' },
] as const)('a link to $path on $platform comes back to it', ({ path, platform }) => {
  expect(readStoreLink(storeLink(path), platform)).toEqual({ path, place: '' })
})

test('what a link says of a place is handed on, and no more', () => {
  const link = 'epoch://open?position=7&store=/a.db&selected=5&filter=type%3AOrderPlaced'
  expect(readStoreLink(link, 'linux').place).toBe('position=7&selected=5&filter=type%3AOrderPlaced')
})

const hostile = [
  '',
  'epoch:',
  'epoch://',
  'epoch://open',
  'epoch://open?',
  'epoch://app/?store=/a.db',
  'epoch://app/index.html',
  'epoch://openx?store=/a.db',
  'epoch://open/../?store=/a.db',
  'epoch://open:80?store=/a.db',
  'epoch://user@open?store=/a.db',
  'epoch://open#store=/a.db',
  'epoch:open?store=/a.db',
  'http://open?store=/a.db',
  'file:///etc/passwd',
  'javascript:alert(1)',
  ' epoch://open?store=/a.db',
  '--inspect=0.0.0.0:9229',
  'epoch://open?store=',
  'epoch://open?store=a.db',
  'epoch://open?store=./a.db',
  'epoch://open?store=../../etc/passwd',
  'epoch://open?store=~/a.db',
  'epoch://open?store=--inspect',
  'epoch://open?store=-a',
  'epoch://open?store=/home/../etc/passwd',
  'epoch://open?store=/home/./a.db',
  'epoch://open?store=/home//a.db',
  'epoch://open?store=/home/%2e%2e/etc/passwd',
  'epoch://open?store=//server/share/a.db',
  'epoch://open?store=%2F%2Fserver%2Fshare%2Fa.db',
  'epoch://open?store=\\\\server\\share\\a.db',
  'epoch://open?store=/%5Cserver/share',
  'epoch://open?store=file:///a.db',
  'epoch://open?store=http://example.org/a.db',
  'epoch://open?store=/a.db%00.txt',
  'epoch://open?store=/a%0Ab.db',
  'epoch://open?store=/a%1B[31m.db',
  'epoch://open?store=/a%E2%80%AEbd.exe',
  'epoch://open?store=/a%FF.db',
  'epoch://open?store=/a.db&store=/b.db',
  'epoch://open?store=/a.db&position=1&position=2',
  'epoch://open?store=/a.db&run=1',
  'epoch://open?store=/a.db&__proto__=1',
  'epoch://open?store=/a.db&STORE=/b.db',
  'epoch://open?store[]=/a.db',
  'epoch://open?position=4',
  `epoch://open?store=/${'a'.repeat(9000)}`,
  `epoch://open?store=/a.db&filter=${'('.repeat(9000)}`,
  'epoch://open?store="/a.db" --inspect',
  "epoch://open?store='/a.db'",
]

test.each(hostile)('%j is refused', (link) => {
  expect(() => readStoreLink(link, 'linux')).toThrow(expect.objectContaining({ code: 'link-refused' }))
})

test.each([
  '/etc/passwd',
  'a.db',
  'C:a.db',
  'C:',
  '\\\\server\\share\\a.db',
  '\\\\?\\C:\\a.db',
  '\\\\.\\pipe\\a',
  '//server/share/a.db',
  'C:\\a.db:stream',
  'C:\\..\\a.db',
  'C:\\a\\..\\..\\b.db',
  'C:\\a*.db',
  'CON',
])('on Windows the path %j is refused', (path) => {
  expect(() => readStoreLink(storeLink(path), 'win32')).toThrow(expect.objectContaining({ code: 'link-refused' }))
})
