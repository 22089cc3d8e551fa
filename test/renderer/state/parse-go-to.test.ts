import { expect, test } from 'vitest'
import { parseGoTo } from '../../../src/renderer/state/parse-go-to.ts'

const atUs = (iso: string): number => Date.parse(iso) * 1000

test.each([
  ['1234', 1234],
  ['#1234', 1234],
  ['position 12,345', 12345],
  ['  7 ', 7],
])('%j is first of all a position', (text, position) => {
  expect(parseGoTo(text)[0]).toEqual({ kind: 'position', position })
})

test.each([
  ['order-17@3', 'order-17', 3],
  ['order-17 @ 3', 'order-17', 3],
  ['user@example.com@2', 'user@example.com', 2],
  ['file-src/a b.ts@12', 'file-src/a b.ts', 12],
])('%j is a version of a stream', (text, stream, version) => {
  expect(parseGoTo(text)[0]).toEqual({ kind: 'version', stream, version })
})

test('an id is found inside a line, in any case', () => {
  const line = 'WARN handler failed for 018DFEA8-3252-753F-9D3A-2142A2EFE6CB, retrying'
  expect(parseGoTo(line)[0]).toEqual({ kind: 'id', id: '018dfea8-3252-753f-9d3a-2142a2efe6cb' })
})

test.each([
  { text: '2026-03-01T10:22:31Z', until: atUs('2026-03-01T10:22:32Z') - 1, zone: 'given' },
  { text: '2026-03-01 10:22:31', until: atUs('2026-03-01T10:22:32Z') - 1, zone: 'taken as UTC' },
  { text: '2026-03-01 10:22', until: atUs('2026-03-01T10:23:00Z') - 1, zone: 'taken as UTC' },
  { text: '2026-03-01', until: atUs('2026-03-02T00:00:00Z') - 1, zone: 'taken as UTC' },
  { text: '2026-03-01T10:22:31.123+02:00', until: atUs('2026-03-01T08:22:31.124Z') - 1, zone: 'given' },
  { text: '2026-03-01 10:22:31,123456', until: atUs('2026-03-01T10:22:31Z') + 123_456, zone: 'taken as UTC' },
  { text: '01/Mar/2026:10:22:31 +0100', until: atUs('2026-03-01T09:22:32Z') - 1, zone: 'given' },
  { text: '1772360551', until: 1_772_360_551_999_999, zone: 'given' },
  { text: '1772360551123', until: 1_772_360_551_123_999, zone: 'given' },
  { text: '1772360551123456', until: 1_772_360_551_123_456, zone: 'given' },
])('the time in $text is all of what it names', ({ text, until, zone }) => {
  const time = parseGoTo(text).find(({ kind }) => kind === 'time')
  expect(time).toMatchObject({ untilUs: until, zone })
})

test('a time is found inside a log line', () => {
  const line = '127.0.0.1 - - [01/Mar/2026:10:22:31 +0000] "POST /orders HTTP/1.1" 201'
  expect(parseGoTo(line)[0]).toMatchObject({ kind: 'time', untilUs: atUs('2026-03-01T10:22:32Z') - 1 })
})

test.each(['2026-13-01', '2026-03-41', '2026-03-01 10:72'])('%j names no time', (text) => {
  expect(parseGoTo(text).some(({ kind }) => kind === 'time')).toBe(false)
})

test('any other text may be an id', () => {
  expect(parseGoTo('evt_1f2e')).toEqual([{ kind: 'id', id: 'evt_1f2e' }])
})

test('nothing means nothing', () => {
  expect(parseGoTo('   ')).toEqual([])
})
