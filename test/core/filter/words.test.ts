import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { folded, hasPhrase, MAX_WORD_LENGTH, splitWords, wordsOf } from '../../../src/core/filter/words.ts'
import { anyText } from './filter-trees.ts'

/** All of the planes that have letters; the rest of Unicode has no case. */
const characters = Array.from({ length: 0x20000 }, (_, code) => String.fromCodePoint(code))

describe('the words of a text', () => {
  test.each<[string, string[]]>([
    ['', []],
    ['Free, Text', ['free', 'text']],
    ['order_id-17.5e3', ['order', 'id', '17', '5e3']],
    ['CamelCase', ['camelcase']],
    ['ΟΔΥΣΣΕΥΣ Σ', ['οδυσσευσ', 'σ']],
    ['οδυσσεύς', ['οδυσσεύσ']],
    ['İstanbul', ['i\u0307stanbul']],
    ['STRAẞE Straße', ['straße', 'straße']],
    ['Cafe\u0301', ['café']],
    ['日本語 テキスト', ['日本語', 'テキスト']],
    ['a\0b\ud800c', ['a', 'b', 'c']],
    ['😀 𝒳x', ['𝒳x']],
    ['٣ ²', ['٣', '²']],
  ])('%j are %j', (text, words) => {
    expect(splitWords(text)).toEqual(words)
  })

  test.each<[string, string[]]>([
    ['{"Item":"A \\"pen\\"\\nnew","n":-1.5,"ok":true}', ['item', 'a', 'pen', 'new', 'n', '1', '5', 'ok', 'true']],
    ['"caf\\u00e9 \\u00C9t\\u00e9"', ['café', 'été']],
    ['"a\\\\nb"', ['a', 'nb']],
    ['"a\\/b\\tc\\u0000d"', ['a', 'b', 'c', 'd']],
    ['"\\ud835\\udcb3"', ['𝒳']],
    ['not json \\', ['not', 'json']],
  ])('of the JSON text %s are %j', (json, words) => {
    expect(wordsOf(json)).toEqual(words)
  })

  test('are the same of a value however its JSON is escaped (seed 4)', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const escaped = text.replace(/./gs, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
        expect(wordsOf(`"${escaped}"`)).toEqual(splitWords(text))
        expect(wordsOf(JSON.stringify(text))).toEqual(splitWords(text))
      }),
      { seed: 4, numRuns: 1000 },
    )
  })

  test('are words again by themselves and side by side (seed 6)', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 4 }), (texts) => {
        const words = texts.flatMap(splitWords)
        for (const word of words) expect(splitWords(word)).toEqual([word])
        expect(splitWords(words.join(' '))).toEqual(words)
      }),
      { seed: 6, numRuns: 1000 },
    )
  })

  test('are cut, between characters, where they are too long', () => {
    expect(splitWords('x'.repeat(MAX_WORD_LENGTH + 1))).toEqual(['x'.repeat(MAX_WORD_LENGTH)])
    expect(splitWords(`x${'𝒳'.repeat(MAX_WORD_LENGTH)}`)).toEqual([`x${'𝒳'.repeat(MAX_WORD_LENGTH / 2 - 1)}`])
  })

  test('have no character that SQLite would part or fold again', () => {
    const odd = characters.filter((character) =>
      splitWords(character).some((word) => /[A-Z]/.test(word) || !/^(?:[a-z0-9]|[\u0080-\u{10ffff}])+$/u.test(word)),
    )
    expect(odd).toEqual([])
  })
})

describe('folding', () => {
  test('twice changes nothing, for any character', () => {
    expect(characters.filter((character) => folded(folded(character)) !== folded(character))).toEqual([])
  })

  test('makes no character a part of a word that was none, or the other way round', () => {
    const wordly = /^[\p{L}\p{M}\p{N}]+$/u
    expect(characters.filter((character) => wordly.test(character) !== wordly.test(folded(character)))).toEqual([])
  })
})

test.each<[string[], string[], boolean]>([
  [['a', 'b', 'a', 'c'], ['a', 'c'], true],
  [['a', 'b', 'c'], ['a', 'c'], false],
  [['a'], ['a', 'a'], false],
  [[], ['a'], false],
  [['a'], [], true],
])('%j has the phrase %j: %s', (words, wanted, has) => {
  expect(hasPhrase(words, wanted)).toBe(has)
})
