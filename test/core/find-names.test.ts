import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BestNames } from '../../src/core/best-names.ts'
import { matchesPattern } from '../../src/core/filter/name-pattern.ts'
import { nameContains, nameScore, textScore } from '../../src/core/find-names.ts'

const aName = fc.string({ unit: fc.constantFrom('a', 'b', 'B', 'c', '1', '2', '-', 'ä', 'Ä', '😀'), maxLength: 9 })
const aText = fc.string({ unit: fc.constantFrom('a', 'B', 'b', '1', '-', 'Ä', '😀'), maxLength: 4 })
const aGlob = fc.string({ unit: fc.constantFrom('a', 'B', '1', '-', '*'), maxLength: 5 }).map((text) => `${text}*`)

/** Every way to find the characters of a text in a name, in order, as the places where they are. */
function waysToFind(text: string, name: string, from = 0): readonly (readonly number[])[] {
  const [first, ...rest] = text.split('')
  if (first === undefined) return [[]]
  return name.split('').flatMap((unit, place) => {
    if (place < from || unit.toLowerCase() !== first.toLowerCase()) return []
    return waysToFind(rest.join(''), name, place + 1).map((places) => [place, ...places])
  })
}

function isWordAt(name: string, place: number): boolean {
  if (place === 0) return true
  const [before = '', here = ''] = [name[place - 1], name[place]]
  if (!/[\p{L}\p{Nd}\p{Cs}]/u.test(here)) return false
  if (!/[\p{L}\p{Nd}\p{Cs}]/u.test(before)) return true
  return (/\d/.test(here) && !/\d/.test(before)) || (/\p{Lu}/u.test(here) && /[\p{Ll}\p{Cs}]/u.test(before))
}

function pointsOf(name: string, places: readonly number[]): number {
  return places.reduce((sum, place, at) => {
    if (at > 0 && places[at - 1] === place - 1) return sum + 3
    return sum + (isWordAt(name, place) ? 2 : 0)
  }, 0)
}

/** What a name has of points, by trying every way; nothing where it does not fit. */
function plainPoints(text: string, name: string): number | undefined {
  const ways = waysToFind(text, name)
  return ways.length === 0 ? undefined : Math.max(...ways.map((places) => pointsOf(name, places)))
}

function sign(difference: number): number {
  return Math.sign(difference)
}

describe('how well a name fits a text', () => {
  test('is 0 exactly where its characters do not occur in order, in any case', () => {
    fc.assert(
      fc.property(aText, aName, (text, name) => {
        expect(textScore(text)(name) > 0).toBe(waysToFind(text, name).length > 0)
      }),
      { seed: 1, numRuns: 2000 },
    )
  })

  test('orders names by the best way to find the characters, then by length', () => {
    fc.assert(
      fc.property(aText, aName, aName, (text, a, b) => {
        const [pointsA, pointsB] = [plainPoints(text, a), plainPoints(text, b)]
        fc.pre(pointsA !== undefined && pointsB !== undefined)
        const score = textScore(text)
        expect(sign(score(a) - score(b))).toBe(sign(pointsA - pointsB || b.length - a.length))
      }),
      { seed: 2, numRuns: 3000 },
    )
  })

  test('puts what begins with the text before what has it inside, and that before what has it scattered', () => {
    const score = textScore('ord')
    const names = ['ord', 'order-1', 'pre-order', 'record-7', 'overhead']
    expect(names.toReversed().sort((a, b) => score(b) - score(a))).toEqual(names)
  })

  test('tells less of a name that could not be one of the best, but still that it fits', () => {
    fc.assert(
      fc.property(aText, aName, fc.nat(12), (text, name, points) => {
        const units = Uint16Array.from({ length: name.length }, (_, at) => name.charCodeAt(at))
        const [score, atLeast] = [nameScore(text), points * 2048]
        const whole = score(units, 0, name.length)
        const told = score(units, 0, name.length, atLeast)
        expect([whole, whole > 0 ? 1 : 0]).toContain(told)
        if (whole >= atLeast) expect(told).toBe(whole)
      }),
      { seed: 6, numRuns: 2000 },
    )
  })

  test('takes a text with * for the whole name, as filters do but in any case', () => {
    fc.assert(
      fc.property(aGlob, aName, (text, name) => {
        const fits = matchesPattern({ text: text.toLowerCase(), wild: true }, name.toLowerCase())
        expect(textScore(text)(name) > 0).toBe(fits)
        expect(nameContains(text)(name)).toBe(fits)
      }),
      { seed: 3, numRuns: 2000 },
    )
  })

  test('is the same for bytes, for units and for a name among others', () => {
    const name = 'Order-Item42'
    const text = 'oi4'
    const inside = Uint16Array.from(`xx${name}yy`, (character) => character.charCodeAt(0))
    const bytes = Uint8Array.from(name, (character) => character.charCodeAt(0))
    const expected = textScore(text)(name)
    expect(nameScore(text)(inside, 2, 2 + name.length)).toBe(expected)
    expect(nameScore(text)(bytes, 0, name.length)).toBe(expected)
  })

  test('asks of a text that is longer than 64 characters that it stands in the name as it is', () => {
    const long = 'ab'.repeat(40)
    expect(textScore(long)(`x${long}`)).toBeGreaterThan(0)
    expect(textScore(long)(long.split('').join('-'))).toBe(0)
  })

  test('narrows a list by a text without * to the names that contain it', () => {
    fc.assert(
      fc.property(aText, aName, (text, name) => {
        expect(nameContains(text)(name)).toBe(name.toLowerCase().includes(text.toLowerCase()))
      }),
      { seed: 4, numRuns: 1000 },
    )
  })
})

test('the best of many names are those that sorting them gives', () => {
  const aFit = fc.record({ score: fc.nat(5), name: fc.string({ unit: 'binary', maxLength: 2 }) })
  fc.assert(
    fc.property(fc.array(aFit), fc.nat(6), (fits, most) => {
      const [best, bestUnits] = [new BestNames<string>(most), new BestNames<string>(most)]
      for (const { score, name } of fits) {
        best.add(score, name, `${score} ${name}`)
        const units = Uint16Array.from({ length: name.length + 1 }, (_, at) => name.charCodeAt(at - 1))
        bestUnits.addUnits(score, units, 1, units.length, `${score} ${name}`)
      }
      const sorted = fits.toSorted((a, b) => b.score - a.score || (a.name < b.name ? -1 : a.name === b.name ? 0 : 1))
      expect(best.keys).toEqual(sorted.slice(0, most).map(({ score, name }) => `${score} ${name}`))
      expect(best.total).toBe(fits.length)
      expect(bestUnits).toEqual(best)
      expect(bestUnits.keys).toEqual(best.keys)
    }),
    { seed: 5, numRuns: 500 },
  )
})
