import { START } from '../../core/event.ts'
import { type Asked, NOTHING_ASKED, OneQuestion } from './asked.ts'
import { type CellsDiff, MAX_DIFF_CELLS } from './diff-slice.ts'
import type { ExplorerState, Slice } from './explorer-store.ts'
import type { ProjectionTab } from './projection-tab.ts'
import { activeTab } from './reading-slice.ts'
import { sourceFiles } from './source-files.ts'

/** What a tab's projection can be compared with. */
export type OtherProjection =
  | { readonly kind: 'tab'; readonly tab: number }
  /** An earlier version of its own source, by its number in {@link ComparisonSlice.versions}. */
  | { readonly kind: 'version'; readonly version: number }

/** A source that ran. */
interface SourceVersion {
  /** From 1, one more with every edit that ran. */
  readonly number: number
  readonly source: string
}

export interface ComparisonSlice {
  /** By tab: its sources that ran, the oldest first, the running one last; at most {@link MAX_VERSIONS}. */
  readonly versions: Readonly<Record<number, readonly SourceVersion[]>>
  /** By tab: what a person chose to compare it with. */
  readonly others: Readonly<Record<number, OtherProjection>>
  /** How the active tab's projection differs from the other: `before` is the other's state, `after` its own. */
  readonly comparison: Asked<CellsDiff>

  readonly chooseOther: (tab: number, other: OtherProjection) => void
  /** Folds both up to the playhead, which takes as long as folding does. */
  readonly compareProjections: () => void
  readonly stopComparing: () => void
}

const MAX_VERSIONS = 20

/** What a tab is compared with: as chosen, else its version before this one, else another tab. */
export function otherOf(
  { others, versions, projections }: Pick<ExplorerState, 'others' | 'versions' | 'projections'>,
  tab: number,
): OtherProjection | undefined {
  const chosen = others[tab]
  if (chosen?.kind === 'tab' && projections.some(({ id }) => id === chosen.tab)) return chosen
  const earlier = versions[tab]?.slice(0, -1) ?? []
  if (chosen?.kind === 'version' && earlier.some(({ number }) => number === chosen.version)) return chosen
  const last = earlier.at(-1)
  if (last !== undefined) return { kind: 'version', version: last.number }
  const another = projections.find(({ id }) => id !== tab)
  return another && { kind: 'tab', tab: another.id }
}

export const createComparisonSlice: Slice<ComparisonSlice> =
  ({ activity }) =>
  (set, get, api) => {
    const comparing = new OneQuestion<CellsDiff>((comparison) => set({ comparison, contributors: {} }))

    api.subscribe((state, before) => {
      if (state.projections === before.projections && state.activeProjection === before.activeProjection) return
      const tab = activeTab(state)
      const earlier = activeTab(before)
      if (tab?.runs !== earlier?.runs || tab?.id !== earlier?.id) comparing.stop()
      for (const one of state.projections) {
        const ran = before.projections.find(({ id }) => id === one.id)
        if (ran !== undefined && ran.runs !== one.runs) keepVersion(one)
      }
    })

    function keepVersion({ id, source }: ProjectionTab): void {
      const ran = get().versions[id] ?? []
      const last = ran.at(-1)
      if (last?.source === source) return
      const version = { number: (last?.number ?? 0) + 1, source }
      set(({ versions }) => ({ versions: { ...versions, [id]: [...ran, version].slice(-MAX_VERSIONS) } }))
    }

    return {
      versions: {},
      others: {},
      comparison: NOTHING_ASKED,

      chooseOther(tab, other) {
        comparing.stop()
        set(({ others }) => ({ others: { ...others, [tab]: other } }))
      },
      compareProjections() {
        const tab = activeTab(get())
        const other = tab && otherOf(get(), tab.id)
        if (tab === undefined || other === undefined) return
        const code = codeOf(get(), tab, other)
        const upTo = get().playhead
        comparing.ask(async (options) => {
          const end = activity.begin()
          const otherScript = await scriptOf(get(), code).finally(end)
          const { total, cells, firstDivergence } = await get().askProjection(
            tab.id,
            'compare',
            { upTo, limit: MAX_DIFF_CELLS, otherScript },
            options,
          )
          return {
            total,
            cells: cells.map(({ key, before, after }) => ({
              key,
              ...(after !== undefined && { before: after }),
              ...(before !== undefined && { after: before }),
            })),
            after: START,
            upTo,
            ...(firstDivergence && { firstDivergence }),
          }
        })
      },
      stopComparing: () => comparing.stop(),
    }
  }

interface OtherCode {
  readonly file: string
  readonly source: string
}

function codeOf(
  { versions, projections }: ExplorerState,
  { id, file }: ProjectionTab,
  other: OtherProjection,
): OtherCode {
  if (other.kind === 'version')
    return { file, source: versions[id]?.find(({ number }) => number === other.version)?.source ?? '' }
  const tab = projections.find((one) => one.id === other.tab)
  return { file: tab?.file ?? file, source: tab?.source ?? '' }
}

/** What runs of it; the compiler is not in the page's first script. */
async function scriptOf(
  { projectionFolder, projections }: ExplorerState,
  { file, source }: OtherCode,
): Promise<string> {
  const { compileSource } = await import('../../source/compile-source.ts')
  const files = sourceFiles(projectionFolder, projections)
  return compileSource(new Map(Object.entries(files)).set(file, source), file).script
}
