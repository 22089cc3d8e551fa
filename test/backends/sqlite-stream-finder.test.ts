import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '../../src/backends/sqlite/epoch-schema.ts'
import { StreamFinder } from '../../src/backends/sqlite/stream-finder.ts'
import { categoryOf, streamName } from '../../src/core/event.ts'
import { textScore } from '../../src/core/find-names.ts'
import type { StreamsPage } from '../../src/core/log-index.ts'

const starts = ['order-', 'cart-', '😀-', 'Order-', 'é']

/** A store's table of streams, and a plain list of their names. */
class Streams {
  readonly #database = new Database(':memory:')
  readonly #finder: StreamFinder
  readonly #names: string[] = []

  constructor() {
    migrate(this.#database)
    this.#finder = new StreamFinder(this.#database)
  }

  add(count: number): void {
    const from = this.#names.length
    const added = Array.from(
      { length: count },
      (_, i) => `${starts[i % starts.length]}${((from + i) * 7919) % 100_003}`,
    )
    this.#database.transaction(() => {
      const category = this.#database.prepare(
        'INSERT OR IGNORE INTO categories(name, streams, events) VALUES (?, 1, 1)',
      )
      const stream = this.#database.prepare(
        `INSERT INTO streams(name, category_id, version, last_position)
         VALUES (?, (SELECT id FROM categories WHERE name = ?), 1, 1)`,
      )
      for (const name of added) {
        category.run(categoryOf(streamName(name)))
        stream.run(name, categoryOf(streamName(name)))
      }
    })()
    this.#names.push(...added)
  }

  find(text: string, limit: number): StreamsPage {
    for (;;) {
      const page = this.#finder.find(text, limit)
      if (page !== undefined) return page
    }
  }

  /** The names that a plain search gives, and how many fit. */
  expected(text: string, limit: number): { readonly names: readonly string[]; readonly total: number } {
    const score = textScore(text)
    const scored = this.#names.map((name) => ({ name, score: score(name) })).filter((one) => one.score > 0)
    const ranked = scored.sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1))
    return { names: ranked.slice(0, limit).map(({ name }) => name), total: scored.length }
  }
}

test('the best of many streams are found also while streams come to be', () => {
  const streams = new Streams()
  for (const added of [7000, 300, 1, 4000]) {
    streams.add(added)
    for (const text of ['', 'o', 'or7', '😀9', 'É', 'order-1*', 'nobody'])
      for (const limit of [1, 40]) {
        const { streams: found, total } = streams.find(text, limit)
        expect({ names: found.map(({ name }) => name), total }).toEqual(streams.expected(text, limit))
      }
  }
})
