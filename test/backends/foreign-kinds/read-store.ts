import { onTestFinished } from 'vitest'
import type {
  ForeignCall,
  ForeignCalls,
  ForeignDetail,
  OpenedFile,
} from '../../../src/backends/foreign/foreign-contract.ts'
import type { ForeignKind } from '../../../src/backends/foreign/foreign-kind.ts'
import { ForeignSession } from '../../../src/backends/foreign/foreign-session.ts'
import { EVERYTHING } from '../../../src/core/event-filter.ts'
import type { StoreCapabilities } from '../../../src/core/event-store-backend.ts'
import type { RecognisedStore } from '../../../src/core/recognised-store.ts'
import type { StoreMapping } from '../../../src/core/store-mapping.ts'
import { temporaryFolder } from '../temporary-folder.ts'

/** An event by the names that tests use for its parts. */
export interface ReadEvent {
  readonly position: number
  readonly stream: string
  readonly version: number
  readonly id: string
  readonly type: string
  readonly createdAtUs: number
  readonly data: string
  readonly metadata: string
}

/** A foreign store as the process that reads it answers, without the process. */
export class StoreUnderTest {
  readonly #session: ForeignSession
  #calls = 0

  constructor(kinds?: readonly ForeignKind[]) {
    this.#session = new ForeignSession(kinds)
  }

  ask<Name extends keyof ForeignCalls>(
    name: Name,
    input: ForeignCalls[Name]['input'],
  ): Promise<ForeignCalls[Name]['output']>
  ask(name: ForeignCall['name'], input: ForeignCall['input']): Promise<unknown> {
    this.#calls += 1
    const call: ForeignCall = JSON.parse(JSON.stringify({ id: this.#calls, name, input }))
    return this.#session.answer(call, () => {})
  }

  async log(after = 0): Promise<ReadEvent[]> {
    const events: ReadEvent[] = []
    let place: number | undefined = after
    while (place !== undefined) {
      const part: ForeignCalls['readLog']['output'] = await this.ask('readLog', {
        after: place,
        upTo: Number.MAX_SAFE_INTEGER,
        direction: 'forwards',
        filter: EVERYTHING,
        limit: Number.MAX_SAFE_INTEGER,
      })
      events.push(...part.events.map(named))
      place = part.next
    }
    return events
  }

  async stream(stream: string): Promise<ReadEvent[]> {
    const { events } = await this.ask('readStream', {
      stream,
      after: { version: 0, position: Number.MAX_SAFE_INTEGER },
      direction: 'forwards',
      limit: 1000,
    })
    return events.map(named)
  }

  /** What is told of the event at a position besides the event. */
  async detail(position: number): Promise<ForeignDetail> {
    const { detail } = await this.ask('readDetail', { position })
    if (detail === undefined) throw new Error(`nothing at ${position}`)
    return detail
  }

  async own(position: number): Promise<Record<string, string>> {
    return Object.fromEntries((await this.detail(position)).own.map(({ name, value }) => [name, value]))
  }

  close(): void {
    this.#session.close()
  }
}

interface OpenOptions {
  readonly mappings?: readonly StoreMapping[]
  readonly kinds?: readonly ForeignKind[]
  readonly readDamaged?: boolean
}

/** Opens a store, which is closed with the test. */
export async function openStore(
  path: string,
  { mappings = [], kinds, readDamaged = false }: OpenOptions = {},
): Promise<{ readonly store: StoreUnderTest; readonly opened: OpenedFile }> {
  const store = new StoreUnderTest(kinds)
  onTestFinished(() => store.close())
  const input = { path, scratch: temporaryFolder(), ownApplicationId: 0x65706f63, readDamaged, mappings }
  return { store, opened: await store.ask('open', input) }
}

function named(tuple: ForeignCalls['readLog']['output']['events'][number]): ReadEvent {
  const [position, stream, version, id, type, createdAtUs, data, metadata] = tuple
  return { position, stream, version, id, type, createdAtUs, data, metadata }
}

/** What an opened store was taken for, and what it can do. */
export function recognised({ kind }: OpenedFile): RecognisedStore & StoreCapabilities {
  if (kind === undefined) throw new Error('no kind was recognised')
  return { ...kind.recognised, ...kind.capabilities }
}
