import { expect, test } from 'vitest'
import { importsOf, newFileName } from '../../../src/renderer/state/source-files.ts'

test.each([
  ["projection({ name: 'CurrentOrderStatus' })", 'current-order-status.ts'],
  ['projection({ name: "Umsatz / Tag äöü" })', 'umsatz-tag.ts'],
  ["projection({ name: '   ' })", 'projection.ts'],
  ['projection({})', 'projection.ts'],
  ["fromCategory('order').when({})", 'projection.js'],
  [`projection({ name: '${'x'.repeat(200)}' })`, `${'x'.repeat(60)}.ts`],
])('a file is named after what it says: %s', (source, file) => {
  expect(newFileName(source, [])).toBe(file)
})

test('a name that is taken, in whatever case and with whatever ending, is numbered', () => {
  expect(newFileName("name: 'Orders'", ['ORDERS.js', 'orders-2.ts'])).toBe('orders-3.ts')
})

test('imports are found through files that import each other, with and without endings', () => {
  const files = {
    'a.ts': "import { b } from './b'\nimport type { T } from './types.ts'\nimport 'epoch/projection'",
    'b.ts': "export * from './c.js'\nimport './a.ts'",
    'c.js': "import './gone.ts'",
    'types.ts': '',
    'other.ts': '',
  }
  expect([...importsOf('a.ts', files)].sort()).toEqual(['b.ts', 'c.js', 'types.ts'])
  expect([...importsOf('constructor', files)]).toEqual([])
})
