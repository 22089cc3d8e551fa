import { EpochError, type ErrorRecord, errorRecord } from '../../core/errors.ts'
import type { Position } from '../../core/event.ts'
import type { AskProgress, Crossing, Found, StatePath } from '../../projection/ask/questions.ts'
import type { ExplorerState, Slice } from './explorer-store.ts'
import { type FoundRange, findRange, knownHit, soughtRange } from './find-range.ts'
import { FOUND_TRACK, tickPositions } from './marks-slice.ts'
import { stateExpression } from './path-text.ts'
import type { ProjectionTab } from './projection-tab.ts'

/** What one is about to look for, as it is written. */
export interface FindDraft {
  readonly predicate: string
  /** '' for any. */
  readonly key: string
  /** All events, those up to or after the playhead, or those between the selected event and the playhead. */
  readonly range: 'whole' | 'before' | 'after' | 'selection'
}

/** A search for every event at which a predicate begins or ends to hold. */
export interface Finding extends FoundRange {
  readonly tab: number
  /** The projection's name. */
  readonly projection: string
  /** Which of the tab's runs was asked: see its `runs`. */
  readonly runs: number
  readonly draft: FindDraft
  readonly phase: 'running' | 'done' | 'stopped' | 'failed'
  readonly progress: AskProgress | undefined
  /** In order; at most {@link MAX_CROSSINGS}. */
  readonly crossings: readonly Crossing[]
  /** Where it begins to hold, ascending. */
  readonly hits: readonly Position[]
  readonly total: number
  /** False where there are more crossings than are here. */
  readonly complete: boolean
  /** How many cells fit at the end of the range; absent until that is known. */
  readonly holding: number | undefined
  readonly trouble: Found['trouble']
  readonly failure: ErrorRecord | undefined
}

export type HitSought = 'first' | 'previous' | 'next' | 'last'

/** A search for one hit, and what came of it. */
export interface Seeking {
  readonly sought: HitSought
  readonly phase: 'running' | 'found' | 'none' | 'failed'
  readonly progress: AskProgress | undefined
  readonly failure: ErrorRecord | undefined
}

export interface HistorySlice {
  /** What the side shows. */
  readonly side: 'event' | 'history' | 'what-if' | 'type'
  readonly findDraft: FindDraft
  readonly finding: Finding | undefined
  readonly seeking: Seeking | undefined

  /** Rises when the person wants to write what to look for. */
  readonly findOpenings: number

  readonly showSide: (side: HistorySlice['side']) => void
  readonly openFind: () => void
  readonly editFind: (change: Partial<FindDraft>) => void
  /** Opens the search for where a path of a cell has a value, given as JSON. */
  readonly findWhere: (key: string, path: StatePath, value: string) => void
  /** Looks in the active projection for every crossing. Ends the search before. */
  readonly findAll: () => Promise<void>
  /** Moves the playhead to one event at which it begins to hold: by what was found where that tells it, else by a search of its own. */
  readonly findHit: (sought: HitSought) => Promise<void>
  /** Ends what is under way and keeps what it has found. */
  readonly stopFinding: () => void
  readonly forgetFinding: () => void
}

const MAX_CROSSINGS = 10_000

export const createHistorySlice: Slice<HistorySlice> = () => (set, get) => {
  let searching = new AbortController()

  function begin(): AbortSignal {
    searching.abort()
    searching = new AbortController()
    return searching.signal
  }

  function change(next: Partial<Finding>): void {
    set(({ finding }) => ({ finding: finding && { ...finding, ...next } }))
  }

  function found(crossings: readonly Crossing[], total: number): void {
    const kept = crossings.slice(0, MAX_CROSSINGS)
    const hits = tickPositions(kept.filter(({ holds }) => holds).map(({ position }) => position))
    change({ crossings: kept, hits, total, complete: kept.length >= total })
    const { finding, showTrack } = get()
    if (finding !== undefined)
      showTrack({ id: FOUND_TRACK, label: finding.draft.predicate, tone: 'hit', positions: hits })
  }

  /** Runs a search; what goes wrong in one that was not ended becomes a record. */
  async function search(
    signal: AbortSignal,
    run: () => Promise<void>,
    fail: (failure: ErrorRecord) => void,
  ): Promise<void> {
    try {
      await run()
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof EpochError)) reportError(error)
      fail(errorRecord(error))
    }
  }

  async function seek(sought: HitSought, tab: ProjectionTab): Promise<void> {
    const signal = begin()
    const { findDraft, playhead, finding } = get()
    if (finding?.phase === 'running') change({ phase: 'stopped' })
    const told = (next: Omit<Seeking, 'sought'>): void => set({ seeking: { sought, ...next } })
    told({ phase: 'running', progress: undefined, failure: undefined })
    await search(
      signal,
      async () => {
        const range = soughtRange(findRange(get()), sought, playhead)
        const want = sought === 'first' || sought === 'next' ? 'first' : 'last'
        const { crossings } = await get().askProjection(
          tab.id,
          'find',
          { ...question(findDraft), ...range, want, limit: 1 },
          { signal, onProgress: (progress) => told({ phase: 'running', progress, failure: undefined }) },
        )
        if (signal.aborted) return
        const [hit] = crossings
        told({ phase: hit === undefined ? 'none' : 'found', progress: undefined, failure: undefined })
        if (hit !== undefined) get().scrubTo(hit.position)
      },
      (failure) => told({ phase: 'failed', progress: undefined, failure }),
    )
  }

  return {
    side: 'event',
    findDraft: { predicate: '', key: '', range: 'whole' },
    finding: undefined,
    seeking: undefined,
    findOpenings: 0,

    showSide: (side) => set({ side }),
    openFind: () => set(({ findOpenings }) => ({ side: 'history', findOpenings: findOpenings + 1 })),
    editFind: (part) => set(({ findDraft }) => ({ findDraft: { ...findDraft, ...part }, seeking: undefined })),
    findWhere(key, path, value) {
      get().editFind({ predicate: `${stateExpression(path)} === ${value}`, key })
      get().showSide('history')
    },
    async findAll() {
      const { findDraft, hideTrack } = get()
      const tab = searchedTab(get())
      if (tab === undefined) return
      const signal = begin()
      hideTrack(FOUND_TRACK)
      set({ seeking: undefined, finding: newFinding(tab, findDraft, findRange(get())) })
      await search(
        signal,
        async () => {
          const range = findRange(get())
          const { crossings, total, ...rest } = await get().askProjection(
            tab.id,
            'find',
            { ...question(findDraft), ...range, want: 'crossings', limit: MAX_CROSSINGS },
            {
              signal,
              onProgress(progress) {
                const { finding } = get()
                if (signal.aborted || finding === undefined) return
                change({ progress })
                const { crossings: come = [] } = progress
                if (come.length > 0) found([...finding.crossings, ...come], finding.total + come.length)
              },
            },
          )
          if (signal.aborted) return
          change({ ...rest, phase: 'done' })
          found(crossings, total)
        },
        (failure) => change({ phase: 'failed', failure }),
      )
    },
    async findHit(sought) {
      const state = get()
      const tab = searchedTab(state)
      if (tab === undefined) return
      const known = isOf(state.finding, tab, state.findDraft) ? knownHit(state.finding, sought, state) : undefined
      if (known === undefined) return await seek(sought, tab)
      set({ seeking: { sought, phase: known === 'none' ? 'none' : 'found', progress: undefined, failure: undefined } })
      if (known !== 'none') state.scrubTo(known)
    },
    stopFinding() {
      searching.abort()
      set({ seeking: undefined })
      if (get().finding?.phase === 'running') change({ phase: 'stopped' })
    },
    forgetFinding() {
      searching.abort()
      set({ finding: undefined, seeking: undefined })
      get().hideTrack(FOUND_TRACK)
    },
  }
}

/** The tab that is searched; none where there is no projection or nothing to look for. */
function searchedTab({ findDraft, projections, activeProjection }: ExplorerState): ProjectionTab | undefined {
  if (findDraft.predicate.trim() === '') return undefined
  return projections.find(({ id }) => id === activeProjection)
}

function isOf(finding: Finding | undefined, tab: ProjectionTab, draft: FindDraft): boolean {
  return (
    finding?.tab === tab.id &&
    finding.runs === tab.runs &&
    finding.draft.predicate === draft.predicate &&
    finding.draft.key === draft.key &&
    finding.draft.range === draft.range
  )
}

function question({ predicate, key }: FindDraft): { readonly predicate: string; readonly key?: string } {
  return { predicate: predicate.trim(), ...(key !== '' && { key }) }
}

function newFinding(tab: ProjectionTab, draft: FindDraft, range: FoundRange): Finding {
  return {
    ...range,
    tab: tab.id,
    projection: tab.name,
    runs: tab.runs,
    draft,
    phase: 'running',
    progress: undefined,
    crossings: [],
    hits: [],
    total: 0,
    complete: false,
    holding: undefined,
    trouble: undefined,
    failure: undefined,
  }
}
