import type { ImportedEvent } from '../../src/core/event-import.ts'
import type { History, ImportFault } from '../../src/transfer/history-source.ts'

/** All that an iterable gives. */
export async function all<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const list: Item[] = []
  for await (const item of items) list.push(item)
  return list
}

/** Reads a whole history. */
export async function collect(
  history: History,
): Promise<{ readonly events: readonly ImportedEvent[]; readonly faults: readonly ImportFault[] }> {
  const events: ImportedEvent[] = []
  const faults: ImportFault[] = []
  for await (const batch of history) {
    events.push(...batch.events)
    faults.push(...batch.faults)
  }
  return { events, faults }
}
