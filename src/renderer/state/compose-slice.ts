import { EpochError, InvalidEvent } from '../../core/errors.ts'
import { type Event, type NewEvent, type Position, START, type StreamName, streamName } from '../../core/event.ts'
import { maskedEvent } from '../../core/mask.ts'
import { composeFailure } from './compose-failure.ts'
import {
  builtEvents,
  type Composing,
  currentDraft,
  expectedOfHead,
  isComposed,
  MAX_BETWEEN,
  newComposing,
  withDraft,
  withDraftMoved,
  withoutDraft,
} from './composing.ts'
import { type DraftedData, type DraftedEvent, dataShownAs, draftLike, emptyDraft } from './drafted-event.ts'
import { type ExpectedText, parseExpected } from './expected-version.ts'
import type { ExplorerState, Slice } from './explorer-store.ts'
import { laidOut, newestShape } from './form-of-shape.ts'
import { newestWins } from './newest-wins.ts'
import { firstVersionOf, ownVersion } from './own-version.ts'
import { eventsAfter, streamHead } from './stream-end.ts'

export interface ComposeSlice {
  /** The events that are being written; absent while the form is closed. */
  readonly composing: Composing | undefined
  /** What was being written before, and is not appended: the last first, at most {@link MAX_SET_ASIDE}. */
  readonly setAside: readonly Composing[]
  /** Streams whose names fit what is written as the stream, to choose from. */
  readonly composeStreams: readonly StreamName[]

  /** Opens the form: anew for another stream than before or like an event of the store, masked as on screen; else as it was left. */
  readonly openCompose: (from?: { readonly stream?: string; readonly template?: Position }) => void
  /** What was written is set aside. */
  readonly closeCompose: () => void
  /** Changes places: what is on screen is set aside, one of those that were set aside is on screen. */
  readonly resumeCompose: (id: number) => void
  /** Begins anew for the same stream. */
  readonly clearCompose: () => void
  /** Another stream brings its head as the expected version, unless one was typed. */
  readonly editCompose: (change: Partial<Pick<Composing, 'stream' | 'expected' | 'causedBy'>>) => void
  /** Changes the event on screen. Another type lays its form out anew; what was filled in stays. */
  readonly editDraft: (change: Partial<Pick<DraftedEvent, 'type' | 'data' | 'metadata'>>) => void
  /** Text that cannot be a form stays text. */
  readonly showDataAs: (kind: DraftedData['kind']) => void
  readonly chooseDraft: (key: number) => void
  /** Adds an event after the one on screen: an empty one, or a copy of it. */
  readonly addDraft: (like: 'nothing' | 'current') => void
  readonly removeDraft: (key: number) => void
  readonly moveDraft: (key: number, by: -1 | 1) => void
  /** After a conflict: expects the version that the stream has now. */
  readonly expectHead: () => Promise<void>
  /** Appends them all or none. The log shows them when the store's own subscription brings them; never before. */
  readonly appendDrafts: () => Promise<void>
  /** Inserts them into the active what-if, or into a new one, after the event at the playhead. The store is not written to. */
  readonly insertDrafts: () => void
}

/** How many streams are offered to choose from. */
const MAX_STREAMS = 20

const MAX_SET_ASIDE = 5

const nothing = { composing: undefined, setAside: [], composeStreams: [] } satisfies Partial<ComposeSlice>

export const createComposeSlice: Slice<ComposeSlice> =
  ({ link }) =>
  (set, get) => {
    let lastId = 0

    function change(next: (composing: Composing) => Partial<Composing>): void {
      set(({ composing }) => ({ composing: composing && { ...composing, ...next(composing) } }))
    }

    /** The same for one that may have been set aside meanwhile. */
    function changeOne(id: number, part: Partial<Composing>): void {
      const changed = (one: Composing): Composing => (one.id === id ? { ...one, ...part } : one)
      set(({ composing, setAside }) => ({
        composing: composing && changed(composing),
        setAside: setAside.map(changed),
      }))
    }

    /** Of what is appended nothing is left to go on with. */
    function forget(id: number): void {
      set(({ composing, setAside }) => ({
        composing: composing?.id === id ? undefined : composing,
        setAside: setAside.filter((one) => one.id !== id),
      }))
    }

    function anew(stream: string): Composing {
      return newComposing(++lastId, stream)
    }

    function changeDraft(key: number, next: (draft: DraftedEvent) => DraftedEvent): void {
      change(({ drafts }) => ({ drafts: drafts.map((draft) => (draft.key === key ? next(draft) : draft)) }))
    }

    async function fillExpected(stream: string): Promise<void> {
      const version = await streamHead(link, stream, get().head)
      const { composing } = get()
      if (composing?.stream === stream && composing.expectedBy === 'head')
        change(() => ({ expected: expectedOfHead(version) }))
    }

    const lookUpStream = newestWins<string>((stream) =>
      link.inBackground(async () => {
        await fillExpected(stream)
        if (stream === '') return set({ composeStreams: [] })
        const { streams } = await link.ask('streams.find', { text: stream, limit: MAX_STREAMS })
        set({ composeStreams: streams.map(({ name }) => name) })
      }),
    )

    /** The form of a draft for its type, once what the data of that type looks like is known. */
    async function layOut({ key, type }: DraftedEvent): Promise<void> {
      const known = get().types.find((one) => one === type)
      const shape = newestShape(known && (await get().eventShape(known)))
      changeDraft(key, (draft) => {
        if (draft.type !== type || draft.data.kind !== 'form') return draft
        return { ...draft, data: { kind: 'form', form: laidOut(draft.data.form, shape) } }
      })
    }

    const lookUpType = newestWins<DraftedEvent>((draft) => link.inBackground(() => layOut(draft)))

    /** The selected event may be what causes the new ones. */
    async function bringCause(position: Position): Promise<void> {
      const { event } = await link.ask('event.get', { position })
      change(({ causedBy, cause }) => (causedBy === 'selection' ? { cause } : { cause: event }))
    }

    function show(composing: Composing): void {
      set({ composing })
      lookUpStream(composing.stream)
      const { selected } = get()
      if (selected !== undefined) void link.inBackground(() => bringCause(selected))
    }

    const begin = newestWins<Position>((template) =>
      link.inBackground(async () => {
        const { event } = await link.ask('event.get', { position: template })
        if (event === undefined) return
        const shape = newestShape(await get().eventShape(event.type))
        setCurrentAside()
        show({ ...anew(event.stream), drafts: [draftLike(maskedEvent(event, get().activeMasks), shape, 1)] })
      }),
    )

    function setCurrentAside(): void {
      set(({ composing, setAside }) => ({
        composing: undefined,
        setAside: composing && isComposed(composing) ? [composing, ...setAside].slice(0, MAX_SET_ASIDE) : setAside,
      }))
    }

    async function send({ id, stream, expected }: Composing, events: readonly NewEvent[]): Promise<void> {
      try {
        const expectedVersion = parseExpected(expected)
        changeOne(id, { phase: 'sending', failure: undefined, between: [] })
        const written = events.map(({ type, data, metadata }) => ({ type, data, metadata }))
        const { version, position } = await link.ask('events.append', { stream, expectedVersion, events: written })
        forget(id)
        get().say(appendedText(events, ownVersion(version, firstVersionOf(get())), position))
      } catch (error) {
        if (!(error instanceof EpochError)) reportError(error)
        const failure = composeFailure(error)
        changeOne(id, { phase: 'writing', failure })
        if (failure.code === 'wrong-expected-version') await link.inBackground(() => showBetween(id, stream, expected))
        if (get().setAside.some((one) => one.id === id)) get().say(`Not appended to ${stream}: ${failure.message}`)
      }
    }

    async function showBetween(id: number, stream: string, expected: ExpectedText): Promise<void> {
      const version = Number(expected)
      const between = await eventsAfter(link, streamName(stream), Number.isNaN(version) ? 0 : version, MAX_BETWEEN)
      changeOne(id, { between })
    }

    /** The events as they would be appended; nothing, and said why, where one cannot be. */
    function built(composing: Composing): readonly NewEvent[] | undefined {
      const made = builtEvents(composing)
      if ('events' in made) return made.events
      change(({ current }) => ({ failure: made.failure, current: made.failure.draft ?? current }))
      return undefined
    }

    link.onLeave(() => set(nothing))

    return {
      ...nothing,

      openCompose({ stream = '', template } = {}) {
        if (template !== undefined) return begin(template)
        const known = get().setAside.find((one) => stream === '' || one.stream === stream)
        if (known === undefined) return show(anew(stream))
        set(({ setAside }) => ({ setAside: setAside.filter((one) => one !== known) }))
        show(known)
      },
      closeCompose: setCurrentAside,
      resumeCompose(id) {
        const wanted = get().setAside.find((one) => one.id === id)
        if (wanted === undefined) return
        set(({ setAside }) => ({ setAside: setAside.filter((one) => one !== wanted) }))
        setCurrentAside()
        show(wanted)
      },
      clearCompose: () => show(anew(get().composing?.stream ?? '')),
      editCompose(part) {
        change(({ expectedBy }) => ({
          ...part,
          failure: undefined,
          expectedBy: part.expected === undefined ? expectedBy : 'person',
        }))
        if (part.stream !== undefined) lookUpStream(part.stream)
      },
      editDraft(part) {
        const before = composedDraft(get())
        if (before === undefined) return
        const draft = { ...before, ...part }
        changeDraft(draft.key, () => draft)
        change(() => ({ failure: undefined }))
        if (part.type !== undefined) lookUpType(draft)
      },
      showDataAs(kind) {
        const draft = composedDraft(get())
        if (draft === undefined) return
        const shape = newestShape(shapeOfType(get(), draft.type))
        const data = dataShownAs(draft.data, kind, shape)
        const failure = composeFailure(new InvalidEvent('data', 'is no JSON that a form has room for'), draft.key)
        if (data === undefined) change(() => ({ failure }))
        else get().editDraft({ data })
      },
      chooseDraft: (current) => change(() => ({ current })),
      addDraft: (like) =>
        change((composing) =>
          withDraft(composing, (key) => {
            const copied = like === 'current' ? currentDraft(composing) : undefined
            return copied === undefined ? emptyDraft(key) : { ...copied, key }
          }),
        ),
      removeDraft: (key) => change((composing) => ({ ...withoutDraft(composing, key), failure: undefined })),
      moveDraft: (key, by) => change((composing) => withDraftMoved(composing, key, by)),
      expectHead: () =>
        link.inBackground(async () => {
          change(() => ({ expectedBy: 'head', failure: undefined, between: [] }))
          const stream = get().composing?.stream
          if (stream !== undefined) await fillExpected(stream)
        }),
      async appendDrafts() {
        const { composing } = get()
        if (composing === undefined || composing.phase === 'sending') return
        const events = built(composing)
        if (events === undefined) return
        await send(composing, events)
      },
      insertDrafts() {
        const { composing, playheadEvent, insertIntoWhatIf, say, showSide } = get()
        const events = composing && built(composing)
        if (events === undefined) return
        const after = playheadEvent?.position ?? START
        try {
          insertIntoWhatIf(after, events)
        } catch (error) {
          if (!(error instanceof EpochError)) throw error
          return change(() => ({ failure: composeFailure(error) }))
        }
        set({ composing: undefined })
        showSide('what-if')
        say(`Inserted ${namesText(events)} into the what-if ${get().activeWhatIf}, after position ${after}`)
      },
    }
  }

function composedDraft({ composing }: ExplorerState): DraftedEvent | undefined {
  return composing && currentDraft(composing)
}

function shapeOfType({ eventShapes, types }: ExplorerState, type: string): ReturnType<typeof eventShapes.get> {
  const known = types.find((one) => one === type)
  return known && eventShapes.get(known)
}

function namesText(events: readonly NewEvent[]): string {
  const [first] = events
  return events.length === 1 && first ? first.type : `${events.length} events`
}

/** @param version of the last of them, as the store's users count */
function appendedText(events: readonly NewEvent[], version: number, position: Event['position']): string {
  const stream = events[0]?.stream ?? ''
  if (events.length === 1) return `Appended ${namesText(events)} as ${stream}@${version}, position ${position}`
  return `Appended ${events.length} events as ${stream}@${version - events.length + 1} to @${version}, the last at position ${position}`
}
