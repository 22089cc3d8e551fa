import { expect, test } from 'vitest'
import { exitCodeOf } from '../../src/cli/exit-codes.ts'
import { runtimeRefusal } from '../../src/cli/runtime.ts'
import { count, printable } from '../../src/cli/terminal.ts'

test.each([
  ['22.14.0', true],
  ['22.13.9', false],
  ['20.20.2', false],
  ['23.0.0', true],
  ['24.21.0', true],
  ['9.99.0', false],
])('Node %s fits: %s', (version, fits) => {
  expect(runtimeRefusal(version) === undefined).toBe(fits)
})

test('what a terminal would obey is made visible', () => {
  expect(printable('a\u001b[2Jb\u202e\tc\u0085é😀')).toBe('a\\u{1b}[2Jb\\u{202e}\\u{9}c\\u{85}é😀')
})

test.each([
  [1, '1 event'],
  [0, '0 events'],
  [1234567, '1,234,567 events'],
])('%i is said as %s', (value, said) => {
  expect(count(value, 'event')).toBe(said)
})

test('each kind of failure has its exit code', () => {
  expect(exitCodeOf('runtime-too-old')).toBe(3)
  expect(exitCodeOf('store-not-sqlite')).toBe(4)
  expect(exitCodeOf('import-unreadable')).toBe(4)
  expect(exitCodeOf('wrong-expected-version')).toBe(6)
  expect(exitCodeOf('projection-failed')).toBe(7)
  expect(exitCodeOf('projection-invalid')).toBe(2)
  expect(exitCodeOf('internal')).toBe(70)
})
