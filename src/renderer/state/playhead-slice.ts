import { type Position, START } from '../../core/event.ts'
import { EVERYTHING } from '../../core/event-filter.ts'
import type { EventRow } from '../../core/log-index.ts'
import type { Slice } from './explorer-store.ts'
import { newestWins } from './newest-wins.ts'
import { type Pace, type PlaySpeed, paceOf } from './play-pace.ts'

export interface PlayheadSlice {
  /** Where the person is looking: every panel shows the store as of this position, the event there included; 0 is empty. */
  readonly playhead: Position
  /** The store's last position. */
  readonly head: Position
  /** Whether new events carry the playhead along. */
  readonly following: boolean
  /**
   * The last event at or before the playhead, its `row` counted over the whole log. It arrives a little after the
   * playhead moved (compare its position); absent at the start and until it is known.
   */
  readonly playheadEvent: EventRow | undefined
  readonly playing: boolean
  readonly speed: PlaySpeed
  /** While playing waits in a gap that it cuts short: how long the gap really is. */
  readonly shortenedUs: number | undefined

  /** Moves the playhead, at most to the head; at the head it follows from then on. */
  readonly scrubTo: (position: Position) => void
  /** The same for a place between events, as a pointer gives it: once it is known, the playhead is at the event that the place comes after. */
  readonly scrubNear: (position: Position) => void
  readonly followHead: () => void
  readonly headMovedTo: (position: Position) => void
  /** Moves over so many events that exist, backwards where negative: positions are sparse, so it asks the log. */
  readonly step: (events: number) => void
  /** Plays on from the playhead, from the start where that is the head. */
  readonly play: () => void
  readonly pause: () => void
  readonly setSpeed: (speed: PlaySpeed) => void
}

export const createPlayheadSlice: Slice<PlayheadSlice> =
  ({ link, clock, activity }) =>
  (set, get, api) => {
    /** Rises with every move that a person made: what was on its way to an older place then stays away. */
    let moves = 0
    /** The move that is to end at an event. */
    let snapping: number | undefined
    let stepsWanted = 0

    function moveTo(position: Position): void {
      set(({ head }) => ({ playhead: position < head ? position : head, following: position >= head }))
    }

    async function rowOf(position: Position): Promise<number> {
      const known = get().playheadEvent
      if (known?.position === position) return known.row
      return (await link.ask('log.rowAt', { view: EVERYTHING, position })).row
    }

    async function eventInRow(row: number): Promise<EventRow | undefined> {
      if (row < 1) return undefined
      return (await link.ask('log.rows', { view: EVERYTHING, fromRow: row, limit: 1 })).rows[0]
    }

    const locate = newestWins<Position>((position) =>
      link.inBackground(async () => {
        if (get().playheadEvent?.position === position) return
        const playheadEvent = await eventInRow(await rowOf(position))
        if (get().playhead !== START) set({ playheadEvent })
        if (snapping === moves && get().playhead === position) moveTo(playheadEvent?.position ?? START)
      }),
    )

    const takeSteps = newestWins<number>((asked) =>
      link.inBackground(async () => {
        const steps = stepsWanted
        stepsWanted = 0
        const row = Math.max(0, (await rowOf(get().playhead)) + steps)
        const event = await eventInRow(row)
        if (asked !== moves) return
        if (event !== undefined) set({ playheadEvent: event })
        if (event !== undefined) moveTo(event.position)
        else if (row === 0) moveTo(START)
        else get().followHead()
      }),
    )

    async function readRows(fromRow: number, limit: number): Promise<readonly EventRow[]> {
      return (await link.ask('log.rows', { view: EVERYTHING, fromRow, limit })).rows
    }

    /** Plays until somebody pauses; starts anew from wherever a person puts the playhead meanwhile. */
    async function playOn(): Promise<void> {
      let begun: { readonly pace: Pace; readonly moves: number; readonly speed: PlaySpeed } | undefined
      while (get().playing) {
        const atMs = await clock.nextFrame()
        const { speed, playhead } = get()
        if (begun?.moves !== moves || begun.speed !== speed)
          begun = { pace: paceOf(speed, { row: await rowOf(playhead), atMs }, readRows), moves, speed }
        const { event, ended, shortenedUs } = await begun.pace(atMs)
        if (begun.moves !== moves || !get().playing) continue
        if (ended) return get().followHead()
        if (shortenedUs !== get().shortenedUs) set({ shortenedUs })
        if (event === undefined) continue
        set({ playheadEvent: event })
        moveTo(event.position)
      }
    }

    api.subscribe((state, before) => {
      if (state.playhead === before.playhead) return
      if (state.playhead === START) set({ playheadEvent: undefined })
      else locate(state.playhead)
    })

    return {
      playhead: START,
      head: START,
      following: true,
      playheadEvent: undefined,
      playing: false,
      speed: 100,
      shortenedUs: undefined,

      scrubTo(position) {
        moves++
        moveTo(position)
      },
      scrubNear(position) {
        get().scrubTo(position)
        snapping = moves
      },
      followHead() {
        moves++
        set(({ head }) => ({ playhead: head, following: true, playing: false }))
      },
      headMovedTo: (position) =>
        set(({ following, playhead }) => ({ head: position, playhead: following ? position : playhead })),
      step(events) {
        stepsWanted += events
        takeSteps(moves)
      },
      play() {
        const { playing, following } = get()
        if (playing) return
        if (following) get().scrubTo(START)
        set({ playing: true })
        const end = activity.begin()
        void link
          .inBackground(playOn)
          .then(() => set({ playing: false, shortenedUs: undefined }))
          .finally(end)
      },
      pause: () => set({ playing: false }),
      setSpeed: (speed) => set({ speed }),
    }
  }
