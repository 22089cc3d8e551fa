import { position } from '../../../core/event.ts'
import type { JsonText } from '../../../core/json.ts'
import { checkJson } from '../../../core/json-check.ts'
import type { LinkTable } from '../link-finder.ts'
import { NO_PAYLOAD } from '../purged-payload.ts'
import { type AuditContext, type AuditSteps, sliceEnd } from './audit-context.ts'
import { LinkCheck } from './link-check.ts'
import { SealCheck } from './seal-check.ts'
import { SegmentCheck } from './segment-check.ts'
import { hasItsChecksum, placeOf, type StoredEvent, StoredEvents } from './stored-event.ts'
import { isDamage, nextKey } from './unreadable.ts'

/** What the events up to the head come to, to be compared with what the store counted. */
export interface LogTotals {
  readonly events: number
  readonly purged: number
  /** How many events were found in each sorted table of links. */
  readonly sortedLinks: Readonly<Record<LinkTable, number>>
  readonly eventsByType: ReadonlyMap<number, number>
  readonly eventsByCategory: ReadonlyMap<number, number>
  readonly streamsByCategory: ReadonlyMap<number, number>
}

/** Reads every event and checks all that can be told of it and of those before it. */
export class LogCheck implements LogTotals {
  readonly eventsByType = new Map<number, number>()
  readonly eventsByCategory = new Map<number, number>()
  readonly streamsByCategory = new Map<number, number>()
  events = 0
  purged = 0
  readonly #context: AuditContext
  readonly #stored: StoredEvents
  readonly #seals: SealCheck
  readonly #segments: SegmentCheck | undefined
  readonly #links: LinkCheck
  #at = 0
  #logTimeUs = Number.NEGATIVE_INFINITY
  /** What log time should have been, where it was stored otherwise. */
  #expectedUs = Number.NEGATIVE_INFINITY

  constructor(context: AuditContext) {
    const { database, findings, schemaVersion } = context
    this.#context = context
    this.#stored = new StoredEvents(database)
    this.#seals = new SealCheck(database, findings)
    this.#segments = schemaVersion >= 2 ? new SegmentCheck(database, findings) : undefined
    this.#links = new LinkCheck(context)
  }

  get sortedLinks(): Readonly<Record<LinkTable, number>> {
    return this.#links.sorted
  }

  *steps(): AuditSteps {
    const { head } = this.#context.start
    let leap = 1
    while (this.#at < head) {
      const before = this.#at
      try {
        this.#slice()
        if (this.#at === before) this.#end(head)
      } catch (error) {
        if (!isDamage(error)) throw error
        leap = this.#at === before ? 2 * leap : 1
        this.#leap(Math.min(this.#at + leap, head))
      }
      yield { what: 'events', done: this.#at, total: head }
    }
  }

  #slice(): void {
    const { database, start } = this.#context
    const isOver = sliceEnd()
    const read = database.transaction(() => {
      for (const { position: at, event } of this.#stored.between(this.#at, start.head)) {
        nextKey(this.#at, at)
        this.#gapBefore(at)
        this.#at = at
        if (event === undefined) this.#fault('checksum', 'its row has values that no store of Epoch writes', at)
        else this.#check(event)
        if (isOver()) break
      }
    })
    read()
  }

  /** Reading finds no more events, and where the log ends there is one. */
  #end(head: number): void {
    this.#gapBefore(head + 1)
    this.#at = head
  }

  /** Goes on after a part that cannot be read, further each time. */
  #leap(to: number): void {
    const from = this.#at + 1
    const which =
      to === from ? 'the event here cannot be read' : `the events up to ${to} cannot be read, or some of them`
    this.#fault('unreadable', which, from)
    this.#seals.pass(to)
    this.#segments?.pass(to)
    this.#at = to
  }

  #gapBefore(at: number): void {
    const first = this.#at + 1
    if (at === first) return
    this.#fault(
      'position',
      at - 1 === first ? 'there is no event here' : `there are no events from here to ${at - 1}`,
      first,
    )
    this.#seals.pass(at - 1)
    this.#segments?.pass(at - 1)
  }

  #check(event: StoredEvent): void {
    const { findings } = this.#context
    if (!hasItsChecksum(event)) findings.add('checksum', changed(event), placeOf(event))
    this.#seals.add(event.position, event.checksum)
    this.#segments?.add(event)
    this.#count(event)
    this.#checkTimes(event)
    this.#checkPayload(event)
  }

  #count({ typeId, categoryId, version, purged }: StoredEvent): void {
    this.events++
    if (purged) this.purged++
    addOne(this.eventsByType, typeId)
    addOne(this.eventsByCategory, categoryId)
    if (version === 1) addOne(this.streamsByCategory, categoryId)
  }

  #checkTimes(event: StoredEvent): void {
    const { findings } = this.#context
    const { createdAtUs, logTimeUs } = event
    if (createdAtUs < this.#logTimeUs)
      findings.add('own-time', 'it happened before an event that stands before it', placeOf(event))
    const expectedUs = Math.max(this.#logTimeUs, createdAtUs)
    const otherwiseUs = Math.max(this.#expectedUs, createdAtUs)
    if (logTimeUs !== expectedUs && logTimeUs !== otherwiseUs)
      findings.add('log-time', 'its log time is not the largest time of any event up to it', placeOf(event))
    this.#logTimeUs = logTimeUs
    this.#expectedUs = expectedUs
  }

  #checkPayload(event: StoredEvent): void {
    const { findings } = this.#context
    const { data, metadata, purged } = event
    if (purged && !(NO_PAYLOAD.data === data && NO_PAYLOAD.metadata === metadata))
      findings.add('purge', 'it was purged, and has data or metadata all the same', placeOf(event))
    const fault = jsonFault(data)
    if (fault !== undefined) findings.add('json', `its data is not JSON: ${fault}`, placeOf(event))
    if (metadata === '') return
    const metadataFault = jsonFault(metadata)
    if (metadataFault !== undefined) findings.add('json', `its metadata is not JSON: ${metadataFault}`, placeOf(event))
    else if (metadata.length > 2) this.#links.check(event, metadata as JsonText)
  }

  #fault(kind: 'checksum' | 'unreadable' | 'position', message: string, at: number): void {
    this.#context.findings.add(kind, message, { position: position(at) })
  }
}

function changed({ stream, type }: StoredEvent): string {
  if (stream === '') return 'it is not what was stored: its stream has no name'
  return type === '' ? 'it is not what was stored: its type has no name' : 'it is not what was stored'
}

function jsonFault(text: string): string | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return checkJson(text)?.message ?? 'it does not parse'
  }
}

function addOne(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
