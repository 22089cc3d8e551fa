import { describe, expect, test } from 'vitest'
import type { Position } from '../../src/core/event.ts'
import { readWhatIf } from '../../src/core/read-what-if.ts'
import {
  INSERT_BEFORE,
  insertedPosition,
  lastPlaceAfter,
  MAX_INSERTED,
  placeText,
  storePosition,
} from '../../src/core/what-if.ts'
import { someLog, someWhatIf } from './what-if-log.ts'

describe('the place of an inserted event', () => {
  test.each([0, 1, 1200, INSERT_BEFORE - 1])('after %i is exact, in order, and before the next event', (after) => {
    let before = after
    for (let nth = 1; nth <= MAX_INSERTED; nth++) {
      const place = insertedPosition(after as Position, nth)
      expect(place).toBeGreaterThan(before)
      expect(storePosition(place)).toBe(after)
      expect(placeText(place)).toBe(`${after}+${nth}`)
      before = place
    }
    expect(before).toBeLessThan(after + 1)
    expect(lastPlaceAfter(after as Position)).toBe(before)
  })

  test('is written as the event it comes after and its number', () => {
    expect(placeText(insertedPosition(1200 as Position, 1))).toBe('1200+1')
    expect(placeText(1200 as Position)).toBe('1200')
  })

  test('is not to be had where a double has no room for it', () => {
    expect(() => insertedPosition(INSERT_BEFORE as Position, 1)).toThrow(RangeError)
    expect(lastPlaceAfter(INSERT_BEFORE as Position)).toBe(INSERT_BEFORE)
  })
})

describe('a kept what-if', () => {
  test('is the same after it was written and read', () => {
    for (let seed = 0; seed < 20; seed++) {
      const whatIf = someWhatIf(seed, someLog(seed, 40))
      expect(readWhatIf(JSON.parse(JSON.stringify(whatIf)))).toEqual(whatIf)
    }
  })

  const edited = { position: 5, type: 'T', data: '{"a":1}', metadata: '' }
  const inserted = { after: 5, stream: 's', type: 'T', data: '{"a":1}', metadata: '{}' }
  const whole = { name: 'n', skip: [3], edit: [edited], insert: [inserted] }

  test('may insert after what it skips and edits', () => {
    const value = { ...whole, insert: [inserted, { ...inserted, after: 3 }] }
    expect(readWhatIf(value)).toEqual(value)
  })

  test.each([
    ['a text', 'what if', 'the what-if'],
    ['null', null, 'the what-if'],
    ['a list', [], 'the what-if'],
    ['without a name', { ...whole, name: undefined }, 'name'],
    ['with an empty name', { ...whole, name: ' ' }, 'name'],
    ['with a long name', { ...whole, name: 'n'.repeat(201) }, 'name'],
    ['without a list of skipped events', { ...whole, skip: undefined }, 'skip'],
    ['that skips a text', { ...whole, skip: ['3'] }, 'skip[0]'],
    ['that skips the start', { ...whole, skip: [0] }, 'skip[0]'],
    ['that skips between events', { ...whole, skip: [1, 2.5] }, 'skip[1]'],
    ['that edits what it skips', { ...whole, skip: [5] }, 'edit[0].position'],
    ['that edits twice', { ...whole, edit: [edited, edited] }, 'edit[1].position'],
    ['that edits to no type', { ...whole, edit: [{ ...edited, type: '' }] }, 'edit[0].type'],
    ['that edits to no JSON', { ...whole, edit: [{ ...edited, data: '{a:1}' }] }, 'edit[0].data'],
    ['that edits to nothing', { ...whole, edit: [{ ...edited, data: '' }] }, 'edit[0].data'],
    ['that edits to data that is no text', { ...whole, edit: [{ ...edited, data: { a: 1 } }] }, 'edit[0].data'],
    ['with metadata that is no object', { ...whole, edit: [{ ...edited, metadata: '[]' }] }, 'edit[0].metadata'],
    ['with half a character', { ...whole, edit: [{ ...edited, data: '"\ud800"' }] }, 'edit[0].data'],
    ['with too much data', { ...whole, edit: [{ ...edited, data: `"${'x'.repeat(2 ** 24)}"` }] }, 'edit[0].data'],
    ['that inserts before the start', { ...whole, insert: [{ ...inserted, after: -1 }] }, 'insert[0].after'],
    ['that inserts too late', { ...whole, insert: [{ ...inserted, after: 2 ** 40 }] }, 'insert[0].after'],
    ['that inserts into no stream', { ...whole, insert: [{ ...inserted, stream: 'a\nb' }] }, 'insert[0].stream'],
    ['that inserts too many', { ...whole, insert: Array.from({ length: 4096 }, () => inserted) }, 'insert'],
  ])('%s is refused', (_, value, member) => {
    expect(() => readWhatIf(value)).toThrow(expect.objectContaining({ code: 'what-if-invalid', details: { member } }))
  })
})
