import { BadName, EpochError } from '../core/errors.ts'
import { type Event, type EventId, eventId, type Position, position, START, type StreamName } from '../core/event.ts'
import type { EventStoreBackend, StoreCapabilities } from '../core/event-store-backend.ts'
import type { LogIndex } from '../core/log-index.ts'
import { linksOf } from '../core/metadata.ts'
import { type AuditOptions, FindingList, type FindingPlace, type StoreAudit } from '../core/store-audit.ts'
import { IdHashes } from './id-hashes.ts'
import { nextTurn } from './next-turn.ts'

type AuditedStore = Pick<EventStoreBackend, 'readAll' | 'head' | 'capabilities'>

interface NamedCause {
  readonly causationId: string
  readonly place: FindingPlace
}

/** How many causes that were not found yet are kept; past them the rest is not looked for. */
const MOST_AWAITED = 1_000_000

/** What stands in place of text that a store has and that is no JSON. */
const UNREADABLE = '{"$unreadable":'

/**
 * Reads a whole store of any kind, up to the head as it is at the start, and tells what can be told of a log by reading it.
 *
 * @param index finds the event of an id, where two seem to have the same
 * @throws what reading throws; the signal's reason
 */
export async function auditLog(
  store: AuditedStore,
  index: Pick<LogIndex, 'eventAt'>,
  { signal, onProgress }: AuditOptions = {},
): Promise<StoreAudit> {
  const head = await store.head()
  const audit = new GeneralAudit(store.capabilities)
  try {
    if (head > START)
      for await (const events of store.readAll({ upTo: head, ...(signal && { signal }) })) {
        for (const event of events) audit.add(event)
        await audit.compareIds(index)
        onProgress?.({ what: 'events', done: events.at(-1)?.position ?? 0, total: head })
        await nextTurn()
        signal?.throwIfAborted()
      }
  } catch (error) {
    if (!(error instanceof EpochError) || error.code !== 'store-corrupt') throw error
    audit.breakOff()
  }
  return audit.result(head)
}

class GeneralAudit {
  readonly #findings = new FindingList()
  readonly #ids = new IdHashes()
  readonly #versions = new Map<StreamName, number>()
  readonly #time: boolean
  /** Whether a version that is missing says something. */
  readonly #gapless: boolean
  /** Events with the hash of one before them. */
  #alike: { readonly event: Event; readonly before: number }[] = []
  #causes: NamedCause[] = []
  #causesLeftOut = 0
  #events = 0
  #position: Position = START
  #timeUs = Number.NEGATIVE_INFINITY

  constructor({ time, versionGaps }: StoreCapabilities) {
    this.#time = time
    this.#gapless = !versionGaps
  }

  add(event: Event): void {
    this.#events++
    if (event.position <= this.#position)
      this.#findings.add('position', `it comes after position ${this.#position}`, placeOf(event))
    this.#position = event.position
    this.#checkVersion(event)
    if (this.#time && event.createdAtUs < this.#timeUs)
      this.#findings.add('own-time', 'it happened before an event that stands before it', placeOf(event))
    this.#timeUs = Math.max(this.#timeUs, event.createdAtUs)
    for (const member of ['data', 'metadata'] as const)
      if (!isJsonOf(event, member)) this.#findings.add('json', `its ${member} is not JSON`, placeOf(event))
    const before = this.#ids.add(event.id, event.position)
    if (before !== undefined) this.#alike.push({ event, before })
    this.#awaitCause(event)
  }

  /** Looks at the events whose ids have the same hash. */
  async compareIds(index: Pick<LogIndex, 'eventAt'>): Promise<void> {
    for (const { event, before } of this.#alike) {
      const other = await index.eventAt(position(before))
      if (other?.id !== event.id) continue
      this.#findings.add('duplicate-id', `the event at ${before} has the same id`, placeOf(event))
    }
    this.#alike = []
  }

  /** The rest of the log cannot be read. */
  breakOff(): void {
    this.#findings.add('unreadable', `the events after position ${this.#position} cannot be read`)
  }

  result(head: Position): StoreAudit {
    for (const { causationId, place } of this.#causes)
      if (!this.#isThere(causationId))
        this.#findings.add('orphan-causation', `it names a cause that the store does not have: ${causationId}`, place)
    const { counts, findings } = this.#findings
    return {
      head,
      events: this.#events,
      purged: 0,
      checks: ['positions and versions', 'ids and causes', ...(this.#time ? ['times'] : []), 'JSON'],
      leftOut: [
        "checksums, indexes and the file itself, which are the matter of the store's own application",
        ...(this.#causesLeftOut > 0 ? [`${this.#causesLeftOut} causes: too many are not in the store`] : []),
      ],
      counts,
      findings,
    }
  }

  #checkVersion(event: Event): void {
    if (event.version === 0) {
      this.#findings.add('version', 'it has no version that can be read', placeOf(event))
      return
    }
    const before = this.#versions.get(event.stream) ?? 0
    if (this.#gapless && event.version > before + 1)
      this.#findings.add('version', `its stream has no ${versionsBetween(before, event.version)}`, placeOf(event))
    else if (event.version <= before)
      this.#findings.add('version', `it comes after version ${before} of its stream`, placeOf(event))
    this.#versions.set(event.stream, event.version)
  }

  /** A cause mostly stands before what it causes; whether the others come is known at the end. */
  #awaitCause(event: Event): void {
    const { causationId } = linksOf(event.metadata)
    if (causationId === undefined || this.#isThere(causationId)) return
    if (this.#causes.length < MOST_AWAITED) this.#causes.push({ causationId, place: placeOf(event) })
    else this.#causesLeftOut++
  }

  #isThere(causationId: string): boolean {
    const id = legalId(causationId)
    return id !== undefined && this.#ids.mayHave(id)
  }
}

function versionsBetween(before: number, after: number): string {
  return after === before + 2 ? `version ${before + 1}` : `versions ${before + 1} to ${after - 1}`
}

function placeOf({ position: at, stream, version, id }: Event): FindingPlace {
  return { position: at, stream, version, eventId: id }
}

function isJsonOf(event: Event, member: 'data' | 'metadata'): boolean {
  const text = event[member]
  if (text === '') return member === 'metadata'
  if (text.startsWith(UNREADABLE)) return false
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

function legalId(text: string): EventId | undefined {
  try {
    return eventId(text)
  } catch (error) {
    if (error instanceof BadName) return undefined
    throw error
  }
}
