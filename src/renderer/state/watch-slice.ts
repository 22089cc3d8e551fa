import { EpochError, type ErrorRecord, errorRecord } from '../../core/errors.ts'
import { type Position, START } from '../../core/event.ts'
import type { AskProgress, PathChanges, StatePath } from '../../projection/ask/questions.ts'
import type { Slice } from './explorer-store.ts'
import { newestWins } from './newest-wins.ts'
import { pathText } from './path-text.ts'
import type { ProjectionTab } from './projection-tab.ts'
import { lineThrough, type TrackLine } from './track-data.ts'

/** A path of a cell whose changes are followed. */
export interface Watch {
  readonly id: number
  readonly tab: number
  /** The projection's name when it was last asked. */
  readonly projection: string
  readonly key: string
  readonly path: StatePath
  /** In order, at most {@link MAX_CHANGES}. */
  readonly changes: PathChanges['changes']
  /** False where there are more changes than are here: it then follows no further. */
  readonly complete: boolean
  /** How far the history was asked about. */
  readonly upTo: Position
  /** Of the question under way; absent while nothing is asked. */
  readonly progress: AskProgress | undefined
  readonly failure: ErrorRecord | undefined
}

export interface WatchSlice {
  readonly watches: readonly Watch[]

  /** Follows a path of a cell of a tab's projection, on the timeline too; one that is followed already becomes the focused one. */
  readonly watchPath: (tab: number, key: string, path: StatePath) => void
  /** Follows a path as {@link watchPath} does, and leaves the side as it is. */
  readonly followPath: (tab: number, key: string, path: StatePath) => void
  readonly endWatch: (id: number) => void
}

const MAX_CHANGES = 10_000

export const createWatchSlice: Slice<WatchSlice> =
  ({ link }) =>
  (set, get, api) => {
    /** What makes each watch ask again, and what ends it. */
    const askers = new Map<number, { readonly ask: (what: 'all' | 'what came') => void; readonly end: () => void }>()
    let lastId = 0

    function change(id: number, next: Partial<Watch>): void {
      set(({ watches }) => ({ watches: watches.map((watch) => (watch.id === id ? { ...watch, ...next } : watch)) }))
      const watch = get().watches.find((one) => one.id === id)
      if (watch === undefined || next.changes === undefined) return
      const positions = watch.changes.map(({ position }) => position)
      const line = numberLine(watch.changes)
      get().showTrack({ id: trackOf(id), label: watchText(watch), tone: 'watch', positions, ...(line && { line }) })
    }

    /** Asks what changed since the watch last asked, or from the start where `anew` says so once. */
    function askerOf(id: number, signal: AbortSignal): (what: 'all' | 'what came') => void {
      let anew = true
      const ask = newestWins<void>(() =>
        link.inBackground(async () => {
          const watch = get().watches.find((one) => one.id === id)
          const tab = get().projections.find((one) => one.id === watch?.tab)
          if (watch === undefined || tab === undefined) return
          const from = anew ? { upTo: START, changes: [], complete: true } : watch
          const upTo = positionOf(tab)
          if (!from.complete || upTo <= from.upTo) return
          anew = false
          const { key, path } = watch
          const question = { key, path, after: from.upTo, upTo, limit: MAX_CHANGES - from.changes.length }
          change(id, { progress: { position: from.upTo, events: 0 } })
          try {
            const onProgress = (progress: AskProgress): void => change(id, { progress })
            const { changes, complete } = await get().askProjection(tab.id, 'changes', question, { signal, onProgress })
            change(id, {
              changes: [...from.changes, ...changes],
              complete,
              upTo,
              projection: tab.name,
              failure: undefined,
            })
          } catch (error) {
            if (signal.aborted) return
            if (!(error instanceof EpochError)) throw error
            anew = true
            change(id, { failure: errorRecord(error) })
          } finally {
            change(id, { progress: undefined })
          }
        }),
      )
      return (what) => {
        anew ||= what === 'all'
        ask()
      }
    }

    function end(id: number): void {
      askers.get(id)?.end()
      askers.delete(id)
      set(({ watches }) => ({ watches: watches.filter((watch) => watch.id !== id) }))
      get().hideTrack(trackOf(id))
    }

    api.subscribe((state, before) => {
      if (state.projections === before.projections) return
      for (const watch of state.watches) {
        const tab = state.projections.find(({ id }) => id === watch.tab)
        const earlier = before.projections.find(({ id }) => id === watch.tab)
        if (tab === undefined) end(watch.id)
        else if (tab.runs !== earlier?.runs) askers.get(watch.id)?.ask('all')
        else if (!tab.stale && positionOf(tab) > watch.upTo && tab.status !== earlier?.status)
          askers.get(watch.id)?.ask('what came')
      }
    })

    return {
      watches: [],

      watchPath(tab, key, path) {
        get().showSide('history')
        get().followPath(tab, key, path)
      },
      followPath(tab, key, path) {
        const known = get().watches.find(
          (watch) => watch.tab === tab && watch.key === key && samePath(watch.path, path),
        )
        if (known !== undefined) return get().focusTrack(trackOf(known.id))
        const id = ++lastId
        const projection = get().projections.find((one) => one.id === tab)?.name ?? ''
        const place = { id, tab, projection, key, path }
        const watch = { ...place, changes: [], complete: true, upTo: START, progress: undefined, failure: undefined }
        set(({ watches }) => ({ watches: [...watches, watch] }))
        get().showTrack({ id: trackOf(id), label: watchText(watch), tone: 'watch', positions: [] })
        const ended = new AbortController()
        const ask = askerOf(id, ended.signal)
        askers.set(id, { ask, end: () => ended.abort() })
        ask('all')
      },
      endWatch: end,
    }
  }

/** A watch as people read it, as in `order-1 · status`. */
export function watchText({ key, path }: Pick<Watch, 'key' | 'path'>): string {
  return path.length === 0 ? key : `${key} · ${pathText(path)}`
}

/** The line of a path that is a number whenever it is there at all. */
function numberLine(changes: Watch['changes']): TrackLine | undefined {
  const points = changes.map(({ position, value }) => ({ position, value: numberIn(value) }))
  const hasNumbers = points.some(({ value }) => value !== undefined)
  const hasOthers = changes.some(({ value = 'null' }, place) => value !== 'null' && points[place]?.value === undefined)
  return hasNumbers && !hasOthers ? lineThrough(points, points.length) : undefined
}

function numberIn(json: string | undefined): number | undefined {
  return json !== undefined && /^-?\d/.test(json) ? Number(json) : undefined
}

/** The id of a watch's row on the timeline. */
export function trackOf(watch: number): string {
  return `watch-${watch}`
}

function positionOf({ status }: ProjectionTab): Position {
  return 'position' in status && status.position !== undefined ? status.position : START
}

function samePath(one: StatePath, other: StatePath): boolean {
  return one.length === other.length && one.every((step, at) => step === other[at])
}
