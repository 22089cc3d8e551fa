import { type Event, position, START, streamVersion } from '../../core/event.ts'
import { EVERYTHING } from '../../core/event-filter.ts'
import type { ExplorerDeps, ExplorerState, Slice } from './explorer-store.ts'
import { type GoToTarget, parseGoTo } from './parse-go-to.ts'

/** What going somewhere came to: where, in words, or why nowhere. */
interface GoToAnswer {
  readonly kind: 'gone' | 'nowhere'
  readonly text: string
}

export interface GoToSlice {
  readonly goToOpen: boolean
  readonly goToAnswer: GoToAnswer | undefined

  readonly openGoTo: () => void
  readonly closeGoTo: () => void
  /** Reads a text as {@link parseGoTo} does and goes to the first thing it means that is there: playhead and selection. */
  readonly goTo: (text: string) => Promise<void>
}

/** What a target turned out to be: a place to go, or why it is none. */
type Found =
  | { readonly position: number; readonly event: Pick<Event, 'position'> | undefined; readonly text: string }
  | { readonly missing: string }

export const createGoToSlice: Slice<GoToSlice> = (deps) => (set, get) => {
  async function go(text: string): Promise<GoToAnswer> {
    const targets = parseGoTo(text)
    const missing: string[] = []
    for (const target of targets) {
      const found = await find(deps.link, get(), target)
      if ('missing' in found) missing.push(found.missing)
      else {
        get().scrubTo(position(found.position))
        if (found.event) get().selectEvent(found.event.position)
        return { kind: 'gone', text: found.text }
      }
    }
    return { kind: 'nowhere', text: missing[0] ?? 'Type a position, an event id, stream@version or a time.' }
  }

  return {
    goToOpen: false,
    goToAnswer: undefined,

    openGoTo: () => set({ goToOpen: true, goToAnswer: undefined }),
    closeGoTo: () => set({ goToOpen: false }),
    goTo: (text) =>
      deps.link.inBackground(async () => {
        const goToAnswer = await go(text)
        set({ goToAnswer, goToOpen: goToAnswer.kind === 'nowhere' })
        if (goToAnswer.kind === 'gone') get().say(goToAnswer.text)
      }),
  }
}

type Link = ExplorerDeps['link']

function find(link: Link, state: ExplorerState, target: GoToTarget): Promise<Found> {
  switch (target.kind) {
    case 'position':
      return atPosition(link, state, target.position)
    case 'id':
      return withId(link, target)
    case 'version':
      return inStream(link, state, target)
    case 'time':
      return atTime(link, state, target)
  }
}

async function atPosition(link: Link, { head }: ExplorerState, wanted: number): Promise<Found> {
  if (wanted > head) return { missing: `There is no position ${wanted}: the last is ${head}.` }
  const { row } = await link.ask('log.rowAt', { view: EVERYTHING, position: position(wanted) })
  if (row === 0) return { position: wanted, event: undefined, text: `Position ${wanted}: before the first event` }
  const [event] = (await link.ask('log.rows', { view: EVERYTHING, fromRow: row, limit: 1 })).rows
  const which = event === undefined || event.position === wanted ? '' : `; the last event by then is ${event.position}`
  return { position: wanted, event, text: `Position ${wanted}${which}${event ? `: ${said(event)}` : ''}` }
}

async function withId(link: Link, { id }: Extract<GoToTarget, { kind: 'id' }>): Promise<Found> {
  const { event } = await link.ask('event.byId', { id })
  if (event === undefined) return { missing: `No event has the id ${id}.` }
  return { position: event.position, event, text: `Event ${id}: ${said(event)}, position ${event.position}` }
}

async function inStream(
  link: Link,
  { status }: ExplorerState,
  { stream, version }: Extract<GoToTarget, { kind: 'version' }>,
): Promise<Found> {
  const fromOne = version + 1 - (status?.capabilities.firstVersion ?? 1)
  const { event } = await link.ask('event.inStream', { stream, version: streamVersion(fromOne) })
  if (event === undefined) return { missing: `Stream ${stream} has no version ${version}.` }
  return { position: event.position, event, text: `${stream}@${version}: ${event.type}, position ${event.position}` }
}

async function atTime(
  link: Link,
  { status }: ExplorerState,
  { untilUs, text, zone }: Extract<GoToTarget, { kind: 'time' }>,
): Promise<Found> {
  if (status?.capabilities.time === false) return { missing: 'This store does not know when its events happened.' }
  if (status?.summary.events === 0) return { missing: 'There are no events yet.' }
  if (status?.summary.firstUs === undefined) return { missing: 'When events happened is not known yet; try again.' }
  const read = zone === 'given' ? text : `${text} (${zone})`
  if (untilUs < status.summary.firstUs) return { missing: `${read} is before the first event.` }
  const { position: found } = await link.ask('log.positionAtTime', { atUs: untilUs })
  if (found === START) return { missing: `${read} is before the first event.` }
  const { event } = await link.ask('event.get', { position: found })
  return {
    position: found,
    event,
    text: `Time ${read}: the last event by then is position ${found}${event ? `, ${said(event)}` : ''}`,
  }
}

function said({ type, stream }: Pick<Event, 'type' | 'stream'>): string {
  return `${type} in ${stream}`
}
