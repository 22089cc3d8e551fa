import { IndexWriter } from '../../src/backends/sqlite/index-writer.ts'
import { LinkMerger } from '../../src/backends/sqlite/link-merger.ts'
import { openForWriting } from '../../src/backends/sqlite/open-database.ts'
import { searchIndexName } from '../../src/core/search-indexes.ts'
import type { SeededRandom } from '../../src/transfer/demo/seeded-random.ts'

const indexes = ['words', 'data.size'].map(searchIndexName)

export interface Upkeep {
  /** Now and then asks for an index, or takes one away. */
  change(random: SeededRandom): void
  /** @returns whether there may be more to do */
  step(): boolean
  close(): void
}

/** What a store's writing thread does while nothing is to be appended, without its pauses. */
export function openUpkeep(path: string): Upkeep {
  const writer = new IndexWriter(path)
  const database = openForWriting(path, 'FULL')
  const links = new LinkMerger(database)
  return {
    change(random) {
      const index = random.pick(indexes)
      if (random.chance(0.3)) writer.add(index)
      else if (random.chance(0.05)) writer.remove(index)
    },
    step() {
      const merged = links.step()
      return writer.step().kind === 'worked' || merged
    },
    close() {
      writer.close()
      database.close()
    },
  }
}
