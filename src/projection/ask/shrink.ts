import { EpochError } from '../../core/errors.ts'
import { type Event, type Position, START } from '../../core/event.ts'
import { eventLine } from '../../core/event-line.ts'
import type { Projection } from '../../core/projection.ts'
import { type FoldedStep, PlainFold } from '../plain-fold.ts'
import { planEvent } from '../step-fold.ts'
import type { AskContext } from './ask-context.ts'
import { ConnectedCells } from './connected-cells.ts'
import { deltaDebug } from './delta-debug.ts'
import type { ShrinkInput, Shrunk } from './questions.ts'
import { type GoalWatch, type ShrinkGoal, watchGoal } from './shrink-goal.ts'

/** Most characters of data and metadata of the events that may matter: they are all held in memory. */
const MAX_SHRUNK_CHARACTERS = 128 * 1024 * 1024

/** Events between two breaths while histories are tried. */
const PAGE_EVENTS = 1000

/**
 * The fewest events that still do it, in their order. What cannot matter goes first: events after the first time the goal is met, then those
 * for cells that have nothing to do with the one in question, then whole streams; the rest is delta debugging.
 *
 * @throws EpochError `not-found` where the goal is not met by the end, `projection-failed` where the same events do not meet it again, as
 * with a projection that is not deterministic; `value-too-large` beyond {@link MAX_SHRUNK_CHARACTERS}
 */
export async function shrink(
  projection: Projection,
  goal: ShrinkGoal,
  { upTo }: Pick<ShrinkInput, 'upTo'>,
  context: AskContext,
): Promise<Shrunk> {
  const search = new ShrinkSearch(projection, goal, context)
  const met = await search.firstMet(upTo)
  const events = await search.eventsThatMatter(met)
  if (!(await search.meets(events)))
    throw new EpochError(
      'projection-failed',
      'the same events do not do it again: the projection depends on something besides its events; check its determinism',
      { position: met.position },
    )
  const streams = await deltaDebug(byStream(events), (part) => search.meets(inOrder(part)))
  const fewest = await deltaDebug(inOrder(streams), (part) => search.meets(part))
  return {
    positions: fewest.map(({ position }) => position),
    tries: search.tries,
    fixture: fewest.map((event) => `${eventLine(event)}\n`).join(''),
  }
}

/** Where the goal is met for the first time. */
interface Met {
  readonly position: Position
  /** The cells that may have to do with it; without any, the one event alone does it. */
  readonly cells: ReadonlySet<string>
}

class ShrinkSearch {
  readonly #projection: Projection
  readonly #goal: ShrinkGoal
  readonly #context: AskContext
  #events = 0
  #tries = 0
  /** How many events the smallest history has that does it. */
  #left: number | undefined

  constructor(projection: Projection, goal: ShrinkGoal, context: AskContext) {
    this.#projection = projection
    this.#goal = goal
    this.#context = context
  }

  /** How many histories were tried. */
  get tries(): number {
    return this.#tries
  }

  async firstMet(upTo: Position): Promise<Met> {
    const connected = new ConnectedCells()
    const watch = watchGoal(this.#goal)
    let met: { readonly position: Position; readonly key: string } | undefined
    const fold = this.#newFold((step) => {
      if (met !== undefined) return
      connected.see(step.keys)
      watch.see(step)
      const key = watch.metFor
      if (key !== undefined) met = { position: step.event.position, key }
    })
    for await (const page of this.#context.read(this.#projection.from, { after: START, upTo })) {
      await this.#foldPage(fold, page)
      refuseTrouble(watch)
      if (met !== undefined) return { position: met.position, cells: connected.cellsWith(met.key) }
    }
    throw new EpochError('not-found', `no event up to position ${upTo} does it`, { position: upTo })
  }

  /** The events up to where the goal is met that are for cells that may have to do with it. */
  async eventsThatMatter({ position: upTo, cells }: Met): Promise<readonly Event[]> {
    const events: Event[] = []
    let characters = 0
    for await (const page of this.#context.read(this.#projection.from, { after: START, upTo })) {
      for (const event of page) {
        const { steps } = planEvent(this.#projection, event)
        if (event.position !== upTo && !steps.some((step) => step.cells.some((key) => cells.has(key)))) continue
        events.push(event)
        characters += event.data.length + event.metadata.length
      }
      await this.#breathe(page)
      if (characters > MAX_SHRUNK_CHARACTERS)
        throw new EpochError(
          'value-too-large',
          `the events that may matter have more than ${MAX_SHRUNK_CHARACTERS} characters; look for an earlier place where it happens`,
          { characters },
        )
    }
    return events
  }

  /** Whether a history of these events alone meets the goal. */
  async meets(events: readonly Event[]): Promise<boolean> {
    this.#tries++
    const watch = watchGoal(this.#goal)
    const fold = this.#newFold((step) => watch.see(step))
    for (let from = 0; from < events.length; from += PAGE_EVENTS)
      await this.#foldPage(fold, events.slice(from, from + PAGE_EVENTS))
    refuseTrouble(watch)
    const isMet = watch.metFor !== undefined
    if (isMet) this.#left = events.length
    return isMet
  }

  #newFold(observe: (step: FoldedStep) => void): PlainFold {
    const { onFailure } = this.#context
    return new PlainFold(this.#projection, { observe, ...(onFailure && { onFailure }) })
  }

  async #foldPage(fold: PlainFold, page: readonly Event[]): Promise<void> {
    fold.fold(page)
    await this.#breathe(page)
  }

  async #breathe(page: readonly Event[]): Promise<void> {
    this.#events += page.length
    await this.#context.breathe({
      position: page.at(-1)?.position ?? START,
      events: this.#events,
      ...(this.#left !== undefined && { left: this.#left }),
    })
  }
}

function refuseTrouble({ trouble }: GoalWatch): void {
  if (trouble !== undefined) throw new EpochError('predicate-invalid', trouble)
}

function byStream(events: readonly Event[]): readonly (readonly Event[])[] {
  const streams = new Map<string, Event[]>()
  for (const event of events) {
    const stream = streams.get(event.stream)
    if (stream) stream.push(event)
    else streams.set(event.stream, [event])
  }
  return [...streams.values()]
}

function inOrder(streams: readonly (readonly Event[])[]): readonly Event[] {
  return streams.flat().sort((one, other) => one.position - other.position)
}
