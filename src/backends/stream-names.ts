import { nameContains } from '../core/find-names.ts'
import type { StreamSummary, StreamsPage, StreamsQuery } from '../core/log-index.ts'
import type { LogTables } from './log-tables.ts'

/** The streams of tables in order of name. */
export class StreamNames {
  #sorted: StreamSummary[] = []

  page(tables: LogTables, { category, text = '', skip, limit }: StreamsQuery): StreamsPage {
    this.#sort(tables)
    const isHit = nameContains(text)
    const fitting =
      category === undefined && text === ''
        ? this.#sorted
        : this.#sorted.filter(
            (stream) => (category === undefined || stream.category === category) && isHit(stream.name),
          )
    return {
      streams: fitting.slice(skip, skip + limit).map((stream) => ({ ...stream })),
      total: fitting.length,
    }
  }

  /** New streams come to the end of a sorted list, which is the cheap case of the engine's sort. */
  #sort({ streams }: LogTables): void {
    if (this.#sorted.length === streams.length) return
    for (const stream of streams.slice(this.#sorted.length)) this.#sorted.push(stream)
    this.#sorted.sort((a, b) => (a.name < b.name ? -1 : 1))
  }
}
