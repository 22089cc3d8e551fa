import { EpochError } from '../../core/errors.ts'
import { type Position, START } from '../../core/event.ts'
import type { PathChanges, StatePath } from '../../projection/ask/questions.ts'
import type { ExplorerState, Slice } from './explorer-store.ts'
import { numericPaths } from './numeric-paths.ts'
import type { ProjectionTab } from './projection-tab.ts'
import { activeTab, readingOf } from './reading-slice.ts'

/** A number of one cell, through the history. */
export interface ChartLine {
  readonly key: string
  readonly path: StatePath
}

export interface LineData {
  readonly changes: PathChanges['changes']
  /** Up to where it is known. */
  readonly upTo: Position
  /** False where it has more than {@link MAX_LINE_CHANGES}: it then ends at the last of them. */
  readonly complete: boolean
  readonly failure?: string
}

type ChartAxis = 'position' | 'time'

export interface ChartSlice {
  /** By tab, at most {@link MAX_LINES}. */
  readonly chartLines: Readonly<Record<number, readonly ChartLine[]>>
  readonly chartAxis: ChartAxis
  /** By {@link lineId}: of the active tab's run. */
  readonly lineData: Readonly<Record<string, LineData>>

  /** Does nothing where the tab has it already, or as many as can be told apart. */
  readonly addChartLine: (tab: number, line: ChartLine) => void
  readonly removeChartLine: (tab: number, line: ChartLine) => void
  readonly setChartAxis: (axis: ChartAxis) => void
}

export const MAX_LINES = 6

const MAX_LINE_CHANGES = 20_000

/** Between two looks at what came since, while events arrive. */
const PACE_MS = 400

export function lineId({ key, path }: ChartLine): string {
  return JSON.stringify([key, ...path])
}

const NO_LINES: readonly ChartLine[] = []

export function linesOf({ chartLines }: Pick<ExplorerState, 'chartLines'>, tab: number): readonly ChartLine[] {
  return chartLines[tab] ?? NO_LINES
}

export const createChartSlice: Slice<ChartSlice> =
  ({ clock, activity }) =>
  (set, get, api) => {
    let filling = new AbortController()
    let underWay = false

    /** Asks for what is missing of one line after the other, and again while there is more. */
    async function fill(): Promise<void> {
      const { signal } = filling
      for (let next = missing(get()); next !== undefined; next = missing(get())) {
        if (next.after > START) await new Promise<void>((resolve) => clock.after(PACE_MS, resolve))
        const data = signal.aborted ? undefined : await more(next, signal)
        if (data === undefined) return
        const id = lineId(next.line)
        set(({ lineData }) => ({ lineData: { ...lineData, [id]: data } }))
      }
    }

    /** The line with what is missing of it; nothing where nobody wants that any more. */
    async function more({ tab, line, after, upTo }: Missing, signal: AbortSignal): Promise<LineData | undefined> {
      const known = get().lineData[lineId(line)]?.changes ?? []
      const input = { ...line, after, upTo, limit: MAX_LINE_CHANGES - known.length }
      try {
        const { changes, complete } = await get().askProjection(tab, 'changes', input, { signal, onProgress: () => {} })
        return signal.aborted ? undefined : { changes: [...known, ...changes], upTo, complete }
      } catch (error) {
        if (signal.aborted) return undefined
        if (!(error instanceof EpochError)) throw error
        return { changes: known, upTo, complete: false, failure: error.message }
      }
    }

    function keepFilling(): void {
      if (underWay || missing(get()) === undefined) return
      underWay = true
      const end = activity.begin()
      void fill().finally(() => {
        underWay = false
        end()
        keepFilling()
      })
    }

    api.subscribe((state, before) => {
      const [tab, earlier] = [activeTab(state), activeTab(before)]
      if (tab?.id !== earlier?.id || tab?.runs !== earlier?.runs) {
        filling.abort()
        filling = new AbortController()
        set({ lineData: {} })
      }
      if (tab === undefined || readingOf(get(), tab.id).form !== 'chart') return
      const line = get().chartLines[tab.id] === undefined ? firstLine(tab, readingOf(get(), tab.id).key) : undefined
      if (line !== undefined) get().addChartLine(tab.id, line)
      keepFilling()
    })

    return {
      chartLines: {},
      chartAxis: 'position',
      lineData: {},

      addChartLine(tab, line) {
        const lines = linesOf(get(), tab)
        if (lines.length >= MAX_LINES || lines.some((one) => lineId(one) === lineId(line))) return
        set(({ chartLines }) => ({ chartLines: { ...chartLines, [tab]: [...lines, line] } }))
      },
      removeChartLine(tab, line) {
        const left = linesOf(get(), tab).filter((one) => lineId(one) !== lineId(line))
        set(({ chartLines }) => ({ chartLines: { ...chartLines, [tab]: left } }))
      },
      setChartAxis: (chartAxis) => set({ chartAxis }),
    }
  }

interface Missing {
  readonly tab: number
  readonly line: ChartLine
  readonly after: Position
  readonly upTo: Position
}

/** The first line of the chart that does not reach as far as the run has come. */
function missing(state: ExplorerState): Missing | undefined {
  const tab = activeTab(state)
  if (tab === undefined || tab.stale || readingOf(state, tab.id).form !== 'chart') return undefined
  if (!('position' in tab.status)) return undefined
  const upTo = tab.status.position
  for (const line of linesOf(state, tab.id)) {
    const data = state.lineData[lineId(line)]
    if (data === undefined) return { tab: tab.id, line, after: START, upTo }
    if (data.complete && data.upTo < upTo) return { tab: tab.id, line, after: data.upTo, upTo }
  }
  return undefined
}

/** The first number of the cell that is looked at, else of the first row. */
function firstLine({ view }: ProjectionTab, key: string | undefined): ChartLine | undefined {
  const row = view?.rows.find((one) => one.key === key) ?? view?.rows[0]
  const [path] = row === undefined ? [] : numericPaths(row.json, 1)
  return row && path && { key: row.key, path }
}
