import type { Position } from '../../core/event.ts'
import type { EventFilter } from '../../core/event-filter.ts'
import type { ExplorerState, Slice } from './explorer-store.ts'
import type { HistorySlice } from './history-slice.ts'
import type { LeftSide, Middle } from './layout-slice.ts'

/** Where a person was: what the playhead stood at, what was selected and shown. */
export interface Place {
  /** `live` where the playhead follows new events, wherever the head is by now. */
  readonly playhead: Position | 'live'
  readonly selected: Position | undefined
  readonly view: EventFilter
  readonly middle: Middle
  readonly side: HistorySlice['side']
  readonly leftSide: LeftSide
}

export interface PlacesSlice {
  /** Where one can go back to, the newest last; at most {@link MAX_PLACES}. */
  readonly placesBehind: readonly Place[]
  /** Where one went back from, the nearest last; empty again with the next move. */
  readonly placesAhead: readonly Place[]

  readonly goBack: () => void
  readonly goForward: () => void
  readonly goToPlace: (place: Place) => void
}

export const MAX_PLACES = 200

/** Moves that follow each other faster are one: a drag, a run of arrow keys. */
const REST_MS = 600

const nowhere = { placesBehind: [], placesAhead: [] } satisfies Partial<PlacesSlice>

export const createPlacesSlice: Slice<PlacesSlice> =
  ({ link, clock }) =>
  (set, get, api) => {
    /** Where the moves that are not at rest yet began. */
    let leaving: { readonly place: Place; readonly stop: () => void } | undefined
    let returning = false

    function settle(): void {
      if (leaving === undefined) return
      const { place, stop } = leaving
      stop()
      leaving = undefined
      if (samePlace(place, placeOf(get()))) return
      set(({ placesBehind }) => ({ placesBehind: [...placesBehind, place].slice(-MAX_PLACES), placesAhead: [] }))
    }

    /** Played on, the playhead moves by itself, and the place is where it comes to rest. */
    function settleAtRest(): void {
      if (leaving === undefined) return
      if (get().playing) leaving = { ...leaving, stop: clock.after(REST_MS, settleAtRest) }
      else settle()
    }

    function go(place: Place): void {
      returning = true
      try {
        const { view, selected, playhead, ...shown } = place
        set(shown)
        if (view !== get().view) get().setView(view)
        if (playhead === 'live') get().followHead()
        else get().scrubTo(playhead)
        if (selected === undefined) set({ selected: undefined, selectedRow: undefined })
        else if (selected !== get().selected) get().selectEvent(selected)
      } finally {
        returning = false
      }
    }

    api.subscribe((state, before) => {
      if (returning || state.session.kind !== 'open' || before.session.kind !== 'open') return
      const place = placeOf(before)
      if (samePlace(place, placeOf(state))) return
      leaving?.stop()
      leaving = { place: leaving?.place ?? place, stop: clock.after(REST_MS, settleAtRest) }
    })

    link.onLeave(() => {
      leaving?.stop()
      leaving = undefined
      set(nowhere)
    })

    return {
      ...nowhere,

      goBack() {
        settle()
        const { placesBehind, placesAhead } = get()
        const place = placesBehind.at(-1)
        if (place === undefined) return
        set({ placesBehind: placesBehind.slice(0, -1), placesAhead: [...placesAhead, placeOf(get())] })
        go(place)
      },
      goForward() {
        settle()
        const { placesBehind, placesAhead } = get()
        const place = placesAhead.at(-1)
        if (place === undefined) return
        set({ placesBehind: [...placesBehind, placeOf(get())], placesAhead: placesAhead.slice(0, -1) })
        go(place)
      },
      goToPlace(place) {
        settle()
        const from = placeOf(get())
        if (samePlace(from, place)) return
        set(({ placesBehind }) => ({ placesBehind: [...placesBehind, from].slice(-MAX_PLACES), placesAhead: [] }))
        go(place)
      },
    }
  }

function placeOf({ following, playhead, selected, view, middle, side, leftSide }: ExplorerState): Place {
  return { playhead: following ? 'live' : playhead, selected, view, middle, side, leftSide }
}

function samePlace(one: Place, other: Place): boolean {
  return (
    one.playhead === other.playhead &&
    one.selected === other.selected &&
    one.view === other.view &&
    one.middle === other.middle &&
    one.side === other.side &&
    one.leftSide === other.leftSide
  )
}
