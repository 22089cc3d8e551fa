import { EpochError, type ErrorRecord, errorRecord, InvalidEvent } from '../../core/errors.ts'
import { type Event, eventType, NO_EVENTS, type StreamName, streamName, streamVersion } from '../../core/event.ts'
import { checkJson } from '../../core/json-check.ts'
import { type ExpectedText, parseExpected } from './expected-version.ts'
import type { ExplorerDeps, Slice } from './explorer-store.ts'
import { newestWins } from './newest-wins.ts'
import { firstVersionOf, ownVersion } from './own-version.ts'

/** An event as somebody writes it. */
export interface Draft {
  readonly stream: string
  readonly type: string
  readonly data: string
  readonly metadata: string
  readonly expected: ExpectedText
}

export interface Composing {
  readonly draft: Draft
  readonly phase: 'writing' | 'sending'
  /** Why it was not appended, and the member of the draft that is to blame where one is. */
  readonly failure: (ErrorRecord & { readonly member?: keyof Draft }) | undefined
  /** After a conflict: the events that somebody else appended meanwhile, the first {@link MAX_BETWEEN}. */
  readonly between: readonly Event[]
  /** Whether the expected version was typed; it is then left alone. */
  readonly expectedBy: 'head' | 'person'
}

export interface ComposeSlice {
  /** The event that is being written; absent while the form is closed. */
  readonly composing: Composing | undefined

  /** Opens the form, for a stream where one is named. */
  readonly openCompose: (stream?: string) => void
  readonly closeCompose: () => void
  /** Changes the draft; another stream brings its head as the expected version, unless one was typed. */
  readonly editDraft: (change: Partial<Draft>) => void
  /** After a conflict: expects the version that the stream has now. */
  readonly expectHead: () => Promise<void>
  /** Appends it. The log shows it when the store's own subscription brings it; never before. */
  readonly appendDraft: () => Promise<void>
}

export const MAX_BETWEEN = 20

const emptyDraft: Draft = { stream: '', type: '', data: '{}', metadata: '{}', expected: 'no-stream' }

export const createComposeSlice: Slice<ComposeSlice> =
  ({ link }) =>
  (set, get) => {
    function change(next: (composing: Composing) => Partial<Composing>): void {
      set(({ composing }) => ({ composing: composing && { ...composing, ...next(composing) } }))
    }

    async function fillExpected(stream: string): Promise<void> {
      const version = await streamHead(link, stream)
      const composing = get().composing
      if (composing?.draft.stream !== stream || composing.expectedBy === 'person') return
      const expected = version === NO_EVENTS ? 'no-stream' : `${version}`
      change(({ draft }) => ({ draft: { ...draft, expected } }))
    }

    const lookUp = newestWins<string>((stream) => link.inBackground(() => fillExpected(stream)))

    async function send(draft: Draft): Promise<void> {
      try {
        const request = checkedDraft(draft)
        change(() => ({ phase: 'sending', failure: undefined, between: [] }))
        const { version, position } = await link.ask('events.append', request)
        set({ composing: undefined })
        const own = ownVersion(version, firstVersionOf(get()))
        get().say(`Appended ${draft.type} as ${draft.stream}@${own}, position ${position}`)
      } catch (error) {
        if (!(error instanceof EpochError)) reportError(error)
        change(() => ({ phase: 'writing', failure: failureOf(error) }))
      }
    }

    async function showBetween(draft: Draft): Promise<void> {
      if (get().composing?.failure?.code !== 'wrong-expected-version') return
      const between = await eventsAfter(link, streamName(draft.stream), Number(draft.expected))
      change(() => ({ between }))
    }

    return {
      composing: undefined,

      openCompose(stream = '') {
        const draft = { ...emptyDraft, stream }
        set({ composing: { draft, phase: 'writing', failure: undefined, between: [], expectedBy: 'head' } })
        if (stream !== '') lookUp(stream)
      },
      closeCompose: () => set({ composing: undefined }),
      editDraft(part) {
        change(({ draft, expectedBy }) => ({
          draft: { ...draft, ...part },
          failure: undefined,
          expectedBy: part.expected === undefined ? expectedBy : 'person',
        }))
        if (part.stream !== undefined) lookUp(part.stream)
      },
      expectHead: () =>
        link.inBackground(async () => {
          change(() => ({ expectedBy: 'head', failure: undefined, between: [] }))
          const stream = get().composing?.draft.stream
          if (stream !== undefined) await fillExpected(stream)
        }),
      async appendDraft() {
        const composing = get().composing
        if (composing === undefined || composing.phase === 'sending') return
        await send(composing.draft)
        await link.inBackground(() => showBetween(composing.draft))
      },
    }
  }

function checkedDraft(draft: Draft): {
  readonly stream: string
  readonly expectedVersion: ReturnType<typeof parseExpected>
  readonly events: readonly { readonly type: string; readonly data: string; readonly metadata: string }[]
} {
  streamName(draft.stream)
  eventType(draft.type)
  checkText('data', draft.data)
  checkText('metadata', draft.metadata)
  if (!/^\s*\{/.test(draft.metadata)) throw new InvalidEvent('metadata', 'must be a JSON object')
  const { stream, type, data, metadata } = draft
  return { stream, expectedVersion: parseExpected(draft.expected), events: [{ type, data, metadata }] }
}

function checkText(member: 'data' | 'metadata', json: string): void {
  const fault = checkJson(json)
  if (fault) throw new InvalidEvent(member, `is not JSON: ${fault.message} at character ${fault.at + 1}`)
}

function failureOf(error: unknown): NonNullable<Composing['failure']> {
  const record = errorRecord(error)
  const member = memberOf(record)
  return { ...record, ...(member && { member }) }
}

/** Which part of the form an error is about. */
function memberOf({ code, details }: ErrorRecord): keyof Draft | undefined {
  if (code === 'bad-name') return details['what'] === 'event type' ? 'type' : 'stream'
  if (code === 'wrong-expected-version') return 'expected'
  if (code !== 'invalid-event') return undefined
  switch (details['member']) {
    case 'stream':
    case 'type':
    case 'data':
    case 'metadata':
      return details['member']
    case 'expected version':
      return 'expected'
    default:
      return undefined
  }
}

type Link = ExplorerDeps['link']

/** A stream's version as the store has it now; {@link NO_EVENTS} where there is no such stream. */
async function streamHead(link: Link, stream: string): Promise<number> {
  const limit = 200
  for (let skip = 0; ; skip += limit) {
    const { streams, total } = await link.ask('streams.list', { text: stream, skip, limit })
    const found = streams.find(({ name }) => name === stream)
    if (found !== undefined) return found.version
    if (streams.length === 0 || skip + limit >= total) return NO_EVENTS
  }
}

async function eventsAfter(link: Link, stream: StreamName, version: number): Promise<readonly Event[]> {
  const first = Number.isNaN(version) ? 1 : version + 1
  const events: Event[] = []
  while (events.length < MAX_BETWEEN) {
    const { event } = await link.ask('event.inStream', { stream, version: streamVersion(first + events.length) })
    if (event === undefined) return events
    events.push(event)
  }
  return events
}
