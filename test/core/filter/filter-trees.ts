import fc from 'fast-check'
import { canonicalId } from '../../../src/core/event.ts'
import {
  allOf,
  anyOf,
  type FilterTree,
  type FilterValue,
  type NamePattern,
  negationOf,
} from '../../../src/core/filter/filter-tree.ts'
import type { PayloadPath } from '../../../src/core/filter/payload-path.ts'
import { splitWords } from '../../../src/core/filter/words.ts'

/** What generated filters speak of. */
export interface Vocabulary {
  readonly types: fc.Arbitrary<string>
  readonly streams: fc.Arbitrary<string>
  readonly categories: fc.Arbitrary<string>
  readonly ids: fc.Arbitrary<string>
  readonly positions: fc.Arbitrary<number>
  readonly timesUs: fc.Arbitrary<number>
  readonly paths: fc.Arbitrary<PayloadPath>
  readonly values: fc.Arbitrary<FilterValue>
  /** Texts to make words of. */
  readonly texts: fc.Arbitrary<string>
}

/** Any UTF-16 units, so half characters and NUL as well. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)), maxLength: 6 }),
  fc.string({ unit: fc.constantFrom(...' ".,*)(-:=<>!\\\n\0aé😀1[]'), maxLength: 8 }),
  fc.constantFrom('or', 'AND', 'not', 'true', 'null', '1..5', '007', '-0', '__proto__', 'constructor', 'toString'),
)

export const aNumberText: fc.Arbitrary<string> = fc.oneof(
  fc.integer({ min: -20, max: 20 }).map(String),
  fc.stringMatching(/^-?(0|[1-9][0-9]{0,3})(\.[0-9]{1,3})?([eE][+-]?[0-9]{1,2})?$/),
  fc.constantFrom('0', '-0', '0e9', '1e400', '-1e400', '10e399', '1e-400', '100', '1e2', '100.0', '0.10', '0.1'),
  fc.constantFrom(0, 1, 2).map((last) => `${2n ** 53n + BigInt(last)}`),
  fc.constantFrom('1', '2').map((last) => `${'9'.repeat(399)}${last}`),
)

export const anyPath: fc.Arbitrary<PayloadPath> = fc.record({
  of: fc.constantFrom('data', 'metadata'),
  steps: fc.array(fc.oneof(anyText, fc.constantFrom('a', 'b', 'lines'), fc.nat(3)), { maxLength: 4 }),
})

const anyValue: fc.Arbitrary<FilterValue> = fc.oneof(
  aNumberText.map((text) => ({ kind: 'number' as const, text })),
  anyText.map((text) => ({ kind: 'text' as const, text })),
  fc.boolean().map((value) => ({ kind: 'boolean' as const, value })),
  fc.constant({ kind: 'null' as const }),
)

/** Anything that can be written. */
export const anything: Vocabulary = {
  types: anyText,
  streams: anyText,
  categories: anyText,
  ids: fc.oneof(anyText, fc.uuid()),
  positions: fc.oneof(
    fc.integer({ min: -5, max: 50 }),
    fc.constantFrom(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  ),
  timesUs: fc.oneof(
    fc.integer({ min: -9_000_000_000_000_000, max: 9_000_000_000_000_000 }),
    fc.integer({ min: -40_000, max: 40_000 }).map((days) => days * 86_400_000_000),
    fc.integer({ min: -40_000, max: 40_000 }).map((days) => days * 86_400_000_000 - 1),
    fc.integer({ min: -9_000_000_000, max: 9_000_000_000 }).map((seconds) => seconds * 1_000_000 - 1),
    fc.integer({ min: -900_000_000_000, max: 900_000_000_000 }).map((hundredths) => hundredths * 10_000),
  ),
  paths: anyPath,
  values: anyValue,
  texts: anyText,
}

/** A tree such as the parser makes, over a vocabulary. */
export function aFilterTree(vocabulary: Vocabulary): fc.Arbitrary<FilterTree> {
  const leaf = aLeaf(vocabulary)
  const { tree } = fc.letrec<{ tree: FilterTree; parts: FilterTree[] }>((tie) => ({
    parts: fc.array(tie('tree'), { minLength: 1, maxLength: 4 }),
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 4, arbitrary: leaf },
      tie('parts').map(allOf),
      tie('parts').map(anyOf),
      tie('tree').map(negationOf),
    ),
  }))
  return tree
}

function aLeaf(of: Vocabulary): fc.Arbitrary<FilterTree> {
  return fc.oneof(
    fc
      .constantFrom('type' as const, 'stream' as const, 'category' as const)
      .chain((field) => aName(field, { type: of.types, stream: of.streams, category: of.categories }[field])),
    fc.record({
      kind: fc.constant('id' as const),
      of: fc.constantFrom('id', 'correlation', 'causation', 'actor'),
      ids: fc.array(of.ids.map(canonicalId), { minLength: 1, maxLength: 3 }),
    }),
    aRange('position', of.positions),
    aRange('version', of.positions),
    aRange('schema', fc.nat(3)),
    aRange('time', of.timesUs),
    aComparison(of),
    of.paths.map((path) => ({ kind: 'has' as const, path })),
    of.texts
      .map(splitWords)
      .filter((words) => words.length > 0)
      .map((words) => ({ kind: 'words' as const, words })),
  )
}

function aName(of: 'type' | 'stream' | 'category', texts: fc.Arbitrary<string>): fc.Arbitrary<FilterTree> {
  const exact = texts.map((text): NamePattern => ({ text, wild: false }))
  const wild = fc
    .tuple(texts, fc.nat(8), fc.nat(8))
    .map(([text, from, to]): NamePattern => ({ text: `${text.slice(0, from)}*${text.slice(from + to)}`, wild: true }))
  return fc.array(fc.oneof(exact, wild), { minLength: 1, maxLength: 3 }).map((names) => ({ kind: 'name', of, names }))
}

function aRange(of: 'position' | 'version' | 'schema' | 'time', ends: fc.Arbitrary<number>): fc.Arbitrary<FilterTree> {
  return fc.oneof(
    ends.map((from) => ({ kind: 'range' as const, of, from })),
    ends.map((to) => ({ kind: 'range' as const, of, to })),
    ends.map((only) => ({ kind: 'range' as const, of, from: only, to: only })),
    fc.tuple(ends, ends).map(([a, b]) => ({ kind: 'range' as const, of, from: Math.min(a, b), to: Math.max(a, b) })),
  )
}

function aComparison({ paths, values }: Vocabulary): fc.Arbitrary<FilterTree> {
  return fc.tuple(paths, values).chain(([path, value]) => {
    const ordered = value.kind === 'number' || value.kind === 'text'
    const operators = ordered ? (['=', '!=', '<', '<=', '>', '>='] as const) : (['=', '!='] as const)
    return fc.constantFrom(...operators).map((operator) => ({ kind: 'compare' as const, path, operator, value }))
  })
}
