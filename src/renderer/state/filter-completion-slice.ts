import type { EventType } from '../../core/event.ts'
import { type ShapePath, shapePaths } from '../../core/event-shape/shape-paths.ts'
import { type FilterWanted, filterWanted } from '../../core/filter/filter-wanted.ts'
import { formatPayloadPath, type PayloadPath } from '../../core/filter/payload-path.ts'
import type { ExplorerDeps, ExplorerState, Slice } from './explorer-store.ts'
import {
  type FilterCandidate,
  MAX_CANDIDATES,
  nameCandidate,
  nameCandidates,
  pathCandidates,
  termCandidates,
  valueCandidates,
} from './filter-candidates.ts'
import { newestWins } from './newest-wins.ts'
import { rangeCandidates } from './range-candidates.ts'
import { type SampledValue, sampledValues } from './sampled-values.ts'

/** What can be put where the caret is. */
interface FilterSuggestions {
  readonly wanted: FilterWanted
  /** Best first, at most {@link MAX_CANDIDATES}. */
  readonly candidates: readonly FilterCandidate[]
}

export interface FilterCompletionSlice {
  /** Absent where nobody wants to know. */
  readonly filterSuggestions: FilterSuggestions | undefined

  /** From now on says what fits a caret in a text, in UTF-16 units from 0; the newest call wins. */
  readonly suggestFilter: (text: string, caret: number) => void
  readonly dismissSuggestions: () => void
}

/** How many types, and how many events of each, are looked at for the values of a path. */
const TYPES_LOOKED_AT = 4
const SAMPLES = 60

export const createFilterCompletionSlice: Slice<FilterCompletionSlice> =
  ({ link }) =>
  (set, get, api) => {
    /** The values of the path that was asked for last. */
    let known: { readonly path: string; readonly values: readonly SampledValue[] } | undefined
    let shapesOf: ReadonlyMap<EventType, unknown> | undefined
    let paths: readonly ShapePath[] = []

    function pathsKnown(): readonly ShapePath[] {
      const { eventShapes } = get()
      if (shapesOf !== eventShapes) paths = shapePaths(eventShapes)
      shapesOf = eventShapes
      return paths
    }

    async function valuesOf(path: PayloadPath): Promise<readonly SampledValue[]> {
      const text = formatPayloadPath(path)
      if (known?.path === text) return known.values
      const types = typesWith(get(), path, pathsKnown())
      const values = sampledValues(await samplesOf(link, types), path)
      known = { path: text, values }
      return values
    }

    const look = newestWins<FilterWanted>((wanted) =>
      link.inBackground(async () => {
        if (get().filterSuggestions?.wanted !== wanted) return
        const candidates = await lookedUp(wanted)
        if (get().filterSuggestions?.wanted === wanted) suggest(wanted, candidates)
      }),
    )

    async function lookedUp(wanted: FilterWanted): Promise<readonly FilterCandidate[]> {
      if (wanted.kind === 'value') return valueCandidates(wanted.typed, await valuesOf(wanted.path))
      const { streams } = await get().findStreams(wanted.typed, MAX_CANDIDATES)
      return streams.map(({ name, version }) => nameCandidate({ name, events: version }))
    }

    function suggest(wanted: FilterWanted, candidates: readonly FilterCandidate[]): void {
      set({ filterSuggestions: { wanted, candidates: candidates.slice(0, MAX_CANDIDATES) } })
    }

    function atHand(wanted: FilterWanted): readonly FilterCandidate[] | 'elsewhere' {
      switch (wanted.kind) {
        case 'term':
          return termCandidates(wanted, { paths: pathsKnown(), types: get().view.types })
        case 'path':
          return pathCandidates(wanted.typed, { paths: pathsKnown(), types: get().view.types })
        case 'name':
          if (wanted.of === 'stream') return 'elsewhere'
          return nameCandidates(wanted.typed, wanted.of === 'type' ? get().typeSummaries : get().categories)
        case 'value':
          return isMasked(wanted.path, get().activeMasks) ? [] : 'elsewhere'
        case 'range': {
          const { playhead, playheadEvent, histogram } = get()
          const playheadUs = playheadEvent?.position === playhead ? playheadEvent.createdAtUs : undefined
          return rangeCandidates(wanted, { playhead, playheadUs, history: histogram })
        }
        case 'free':
          return []
      }
    }

    link.onLeave(() => {
      known = undefined
      set({ filterSuggestions: undefined })
    })

    api.subscribe((state, before) => {
      const { filterSuggestions: shown } = state
      const came = state.eventShapes !== before.eventShapes || state.typeSummaries !== before.typeSummaries
      if (shown === undefined || !came) return
      const candidates = atHand(shown.wanted)
      if (candidates !== 'elsewhere') suggest(shown.wanted, candidates)
    })

    return {
      filterSuggestions: undefined,

      suggestFilter(text, caret) {
        const wanted = filterWanted(text, caret)
        if (wanted.kind === 'term' || wanted.kind === 'path') get().wantEventShapes()
        const candidates = atHand(wanted)
        if (candidates !== 'elsewhere') return suggest(wanted, candidates)
        const { filterSuggestions: before } = get()
        suggest(wanted, before?.wanted.kind === wanted.kind ? before.candidates : [])
        look(wanted)
      },
      dismissSuggestions() {
        known = undefined
        set({ filterSuggestions: undefined })
      },
    }
  }

/** Types whose events may have something at a path, those that the view wants and frequent ones first. */
function typesWith(
  { view, typeSummaries }: ExplorerState,
  path: PayloadPath,
  paths: readonly ShapePath[],
): readonly EventType[] {
  const text = formatPayloadPath(path)
  const having = paths.find((one) => one.text === text)?.types
  const wanted = (type: EventType): number => (view.types === undefined || view.types.includes(type) ? 0 : 1)
  return typeSummaries
    .filter(({ name }) => having === undefined || having.includes(name))
    .toSorted((a, b) => wanted(a.name) - wanted(b.name) || b.events - a.events)
    .slice(0, TYPES_LOOKED_AT)
    .map(({ name }) => name)
}

async function samplesOf(link: ExplorerDeps['link'], types: readonly EventType[]) {
  const samples = await Promise.all(types.map((type) => link.ask('types.samples', { type, limit: SAMPLES })))
  return samples.flatMap(({ events }) => events)
}

/** Whether a mask hides what is at a path. Places in lists do not matter: a mask is about all items. */
function isMasked(path: PayloadPath, masks: readonly PayloadPath[]): boolean {
  const names = namesIn(path)
  return masks.some((mask) => mask.of === path.of && namesIn(mask).every((name, place) => name === names[place]))
}

function namesIn({ steps }: PayloadPath): readonly string[] {
  return steps.filter((step) => typeof step === 'string')
}
