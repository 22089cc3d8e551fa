import { EpochError } from '../../core/errors.ts'
import { type Event, type NewEvent, NO_EVENTS } from '../../core/event.ts'
import { type ComposeFailure, composeFailure } from './compose-failure.ts'
import { builtEvent, type DraftedEvent, emptyDraft, isDraftFilled } from './drafted-event.ts'
import type { ExpectedText } from './expected-version.ts'

/** Events that are being written, to go into one stream in one transaction. */
export interface Composing {
  /** Tells it from others that are written in the same session, whatever it says. */
  readonly id: number
  readonly stream: string
  readonly expected: ExpectedText
  /** Whether the expected version was typed; it is then left alone. */
  readonly expectedBy: 'head' | 'person'
  /** At least one, in the order in which they will be appended. */
  readonly drafts: readonly DraftedEvent[]
  /** The key of the one that is on screen. */
  readonly current: number
  /** The event that was selected, which may be named as what caused them. */
  readonly cause: Event | undefined
  readonly causedBy: 'selection' | 'nothing'
  readonly phase: 'writing' | 'sending'
  readonly failure: ComposeFailure | undefined
  /** After a conflict: the events that somebody else appended meanwhile, the first {@link MAX_BETWEEN}. */
  readonly between: readonly Event[]
}

export const MAX_BETWEEN = 20

export function newComposing(id: number, stream: string): Composing {
  return {
    id,
    stream,
    expected: 'no-stream',
    expectedBy: 'head',
    drafts: [emptyDraft(1)],
    current: 1,
    cause: undefined,
    causedBy: 'nothing',
    phase: 'writing',
    failure: undefined,
    between: [],
  }
}

export function currentDraft({ drafts, current }: Composing): DraftedEvent | undefined {
  return drafts.find(({ key }) => key === current)
}

/** Whether there is anything that would be a pity to lose. */
export function isComposed({ drafts }: Composing): boolean {
  return drafts.length > 1 || drafts.some(isDraftFilled)
}

export function expectedOfHead(version: number): ExpectedText {
  return version === NO_EVENTS ? 'no-stream' : `${version}`
}

/** Adds an event after the one on screen, and shows it. */
export function withDraft(composing: Composing, draft: (key: number) => DraftedEvent): Partial<Composing> {
  const { drafts, current } = composing
  const key = Math.max(...drafts.map((one) => one.key)) + 1
  const place = drafts.findIndex((one) => one.key === current) + 1
  return { drafts: drafts.toSpliced(place, 0, draft(key)), current: key }
}

/** The last one stays. */
export function withoutDraft({ drafts, current }: Composing, key: number): Partial<Composing> {
  const place = drafts.findIndex((one) => one.key === key)
  const rest = drafts.filter((one) => one.key !== key)
  const neighbour = rest[Math.min(place, rest.length - 1)]
  if (neighbour === undefined) return {}
  return { drafts: rest, current: key === current ? neighbour.key : current }
}

export function withDraftMoved({ drafts }: Composing, key: number, by: -1 | 1): Partial<Composing> {
  const place = drafts.findIndex((one) => one.key === key)
  const [draft, other] = [drafts[place], drafts[place + by]]
  if (draft === undefined || other === undefined) return {}
  return { drafts: drafts.with(place, other).with(place + by, draft) }
}

/** The events as the store would take them, or what is wrong with the first that it would not. */
export function builtEvents({
  stream,
  drafts,
  cause,
  causedBy,
}: Composing): { readonly events: readonly NewEvent[] } | { readonly failure: ComposeFailure } {
  const events: NewEvent[] = []
  for (const draft of drafts) {
    try {
      events.push(builtEvent(stream, draft, causedBy === 'selection' ? cause : undefined))
    } catch (error) {
      if (!(error instanceof EpochError)) throw error
      return { failure: composeFailure(error, draft.key) }
    }
  }
  return { events }
}
