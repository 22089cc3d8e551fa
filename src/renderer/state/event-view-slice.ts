import type { Event } from '../../core/event.ts'
import { type CopyForm, copyOf, whyNoCopy } from '../../core/event-copies.ts'
import type { EventDetail } from '../../core/log-index.ts'
import { copyText } from './copy-text.ts'
import type { ExplorerState, Slice } from './explorer-store.ts'
import { neighboursIn } from './neighbours.ts'
import { newestWins } from './newest-wins.ts'
import type { Asking } from './view-place.ts'

export const eventForms = ['tree', 'raw', 'diff'] as const

/** How data and metadata are looked at: as trees, as they are stored, or as what differs from another event. */
export type EventForm = (typeof eventForms)[number]

/** What an event is compared with: the one before it that is of the same type in its stream, or the pinned one. */
type ComparedWith = 'previous' | 'pinned'

export const copyNames: Readonly<Record<CopyForm, string>> = {
  data: 'Data as JSON',
  metadata: 'Metadata as JSON',
  code: 'EventBuilder code',
  fixture: 'Line of a fixture',
  curl: 'curl for KurrentDB',
}

export interface EventViewSlice {
  readonly eventForm: EventForm
  readonly comparedWith: ComparedWith
  /** The event on the other side of the difference, where there is one; absent until it is known and while no difference is shown. */
  readonly compared: { readonly event: EventDetail | undefined } | undefined
  /** What is looked for in the event; absent while nobody does. */
  readonly eventSought: string | undefined

  readonly showEventForm: (form: EventForm) => void
  readonly compareWith: (other: ComparedWith) => void
  /** Shows the field to look for something in the event, or keeps what is looked for. */
  readonly openEventFind: () => void
  readonly closeEventFind: () => void
  readonly seekInEvent: (text: string) => void
  /** Puts the shown event on the clipboard, without what is masked, or says why not. */
  readonly copyEvent: (form: CopyForm) => void
}

/** Members of the state that change what the other side is. */
const inputs = ['eventForm', 'comparedWith', 'pinnedEvent', 'inspection'] as const

export const createEventViewSlice: Slice<EventViewSlice> =
  ({ link, clock, activity }) =>
  (set, get, api) => {
    const compare = newestWins<void>(() =>
      link.inBackground(async () => {
        const asked = get()
        if (asked.eventForm !== 'diff' || asked.inspection.kind !== 'shown') return
        const isWanted = (): boolean => hasSameInputs(get(), asked)
        const event = await otherSide({ link, clock, activity }, asked, asked.inspection.inspected.event, isWanted)
        if (isWanted()) set({ compared: { event } })
      }),
    )

    api.subscribe((state, before) => {
      if (hasSameInputs(state, before)) return
      if (state.pinnedEvent !== before.pinnedEvent)
        set({ comparedWith: state.pinnedEvent === undefined ? 'previous' : 'pinned' })
      if (shownPosition(state) !== shownPosition(before) || state.inspection === before.inspection)
        set({ compared: undefined })
      compare()
    })

    return {
      eventForm: 'tree',
      comparedWith: 'previous',
      compared: undefined,
      eventSought: undefined,

      showEventForm: (eventForm) => set({ eventForm }),
      compareWith: (comparedWith) => set({ comparedWith, eventForm: 'diff' }),
      openEventFind: () =>
        set(({ eventSought = '', eventForm }) => ({
          eventSought,
          eventForm: eventForm === 'diff' ? 'tree' : eventForm,
        })),
      closeEventFind: () => set({ eventSought: undefined }),
      seekInEvent: (eventSought) => set({ eventSought }),
      copyEvent(form) {
        const { inspection, allMasks, say } = get()
        if (inspection.kind !== 'shown') return
        const { event } = inspection.inspected
        const why = whyNoCopy(event, form)
        if (why === '') copyText({ say }, copyNames[form], copyOf(event, form, allMasks))
        else say(`Not copied: ${why}`)
      },
    }
  }

function hasSameInputs(state: ExplorerState, other: ExplorerState): boolean {
  return inputs.every((member) => state[member] === other[member])
}

function shownPosition({ inspection }: ExplorerState): number | undefined {
  return inspection.kind === 'shown' ? inspection.inspected.event.position : undefined
}

async function otherSide(
  asking: Asking,
  { comparedWith, pinnedEvent }: ExplorerState,
  { stream, type, position }: Event,
  isWanted: () => boolean,
): Promise<EventDetail | undefined> {
  const ofType = { streams: [stream], types: [type] }
  const other =
    comparedWith === 'pinned'
      ? pinnedEvent
      : (await neighboursIn(asking, ofType, position, isWanted))?.previous?.position
  return other === undefined ? undefined : (await asking.link.ask('event.get', { position: other })).event
}
