import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { migrate } from '../../src/backends/sqlite/epoch-schema.ts'
import { StreamList } from '../../src/backends/sqlite/stream-list.ts'
import { categoryOf, position, streamName, streamVersion } from '../../src/core/event.ts'
import { compareCodePoints } from '../../src/core/filter/code-points.ts'
import type { StreamsPage, StreamsQuery } from '../../src/core/log-index.ts'

/** Names such as stores have, in an order that is not theirs; some begin with characters on both sides of the surrogates. */
function names(from: number, to: number, prefix = ''): string[] {
  const starts = ['order-', 'cart-', '😀-', '\uffee-', 'Order-', 'é']
  return Array.from(
    { length: to - from },
    (_, i) => `${prefix}${starts[(from + i) % starts.length]}${((from + i) * 7919) % 100_003}`,
  )
}

/** A store's table of streams, and a plain list of what is in it. */
class Streams {
  readonly database = new Database(':memory:')
  readonly list: StreamList
  readonly #all: string[] = []

  constructor() {
    migrate(this.database)
    this.list = new StreamList(this.database)
  }

  add(added: readonly string[]): void {
    const insert = this.database.transaction(() => {
      const category = this.database.prepare(
        'INSERT INTO categories(name, streams, events) VALUES (?, 1, 1) ON CONFLICT(name) DO UPDATE SET streams = streams + 1',
      )
      const stream = this.database.prepare(
        `INSERT INTO streams(name, category_id, version, last_position)
         VALUES (?, (SELECT id FROM categories WHERE name = ?), 1, 1)`,
      )
      for (const name of added) {
        category.run(categoryOf(streamName(name)))
        stream.run(name, categoryOf(streamName(name)))
      }
    })
    insert()
    this.#all.push(...added)
    this.#all.sort(compareCodePoints)
  }

  page(query: StreamsQuery): StreamsPage {
    for (;;) {
      const page = this.list.page(query)
      if (page !== undefined) return page
    }
  }

  expected({ category, text = '', skip, limit }: StreamsQuery): StreamsPage {
    const fitting = this.#all
      .filter((name) => category === undefined || categoryOf(streamName(name)) === category)
      .filter((name) => name.toLowerCase().includes(text.toLowerCase()))
    const streams = fitting.slice(skip, skip + limit).map(streamName)
    return {
      streams: streams.map((name) => ({
        name,
        category: categoryOf(name),
        version: streamVersion(1),
        lastPosition: position(1),
      })),
      total: fitting.length,
    }
  }
}

const aQuery: fc.Arbitrary<StreamsQuery> = fc.record(
  {
    category: fc.constantFrom('order', '😀', '\uffee', 'nobody'),
    text: fc.constantFrom('', '1', 'ORDER', '\uffee-9', 'nobody'),
    skip: fc.oneof(fc.nat(20_000), fc.constantFrom(0, 999, 1000, 1001, 1999, 2000, 2001)),
    limit: fc.constantFrom(0, 1, 50, 1000),
  },
  { requiredKeys: ['skip', 'limit'] },
)

describe('a page of many streams', () => {
  test('is where a sorted list has it, also while streams come to be', () => {
    const streams = new Streams()
    for (const [round, added] of [
      names(0, 9000),
      names(9000, 9400),
      names(9400, 15_000),
      names(0, 9000, 'order-'),
    ].entries()) {
      streams.add(added)
      fc.assert(
        fc.property(aQuery, (query) => {
          expect(streams.page(query)).toEqual(streams.expected(query))
        }),
        { seed: 31 + round, numRuns: 60 },
      )
    }
  })
})
