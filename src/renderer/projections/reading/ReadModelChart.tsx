import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { Position } from '../../../core/event.ts'
import { type ChartLine, type LineData, lineId, linesOf } from '../../state/chart-slice.ts'
import type { ExplorerStore } from '../../state/explorer-store.ts'
import { positionTimes } from '../../state/position-times.ts'
import type { ProjectionTab } from '../../state/projection-tab.ts'
import { StepChart } from '../../ui/StepChart.tsx'
import type { StepPoint } from '../../ui/step-path.ts'
import { ChartBar } from './ChartBar.tsx'
import { ChartTable } from './ChartTable.tsx'
import { type ChartScale, positionScale, timeScale } from './chart-axis.ts'
import { lineText } from './line-text.ts'

interface ReadModelChartProps {
  readonly explorer: ExplorerStore
  readonly tab: ProjectionTab
}

/** Numbers of cells through the history, a line each; a click moves the playhead. */
export function ReadModelChart({ explorer, tab }: ReadModelChartProps) {
  const [as, setAs] = useState<'chart' | 'table'>('chart')
  const lines = useStore(explorer, (state) => linesOf(state, tab.id))
  const data = useStore(explorer, (state) => state.lineData)
  const playhead = useStore(explorer, (state) => state.playhead)
  const scale = useChartScale(explorer, tab)
  const shown = useMemo(
    () => lines.map((line) => ({ line, points: pointsOf(data[lineId(line)], scale) })),
    [lines, data, scale],
  )
  const cursorX = scale.xOf(playhead)
  const faults = lines.flatMap((line) => faultOf(line, data[lineId(line)]))
  return (
    <div className="read-form">
      <ChartBar explorer={explorer} tab={tab} shown={shown} cursorX={cursorX} as={as} onShowAs={setAs} />
      {faults.map((fault) => (
        <p key={fault} className="note note-warning">
          {fault}
        </p>
      ))}
      <div className="read-fill">
        {lines.length === 0 ? (
          <p className="panel-empty">
            No number is shown. Add a line, or choose "Show it in the chart" from the menu of a number in the tree.
          </p>
        ) : as === 'table' ? (
          <ChartTable explorer={explorer} lines={lines} data={data} />
        ) : (
          <StepChart
            label={`${lines.map(lineText).join(', ')} through the history`}
            series={shown.map(({ line, points }) => ({ id: lineId(line), points }))}
            fromX={scale.fromX}
            toX={scale.toX}
            ticksOf={scale.ticks}
            saidOf={scale.said}
            cursorX={cursorX}
            onPick={(x) => explorer.getState().scrubTo(scale.positionAt(x))}
          />
        )}
      </div>
    </div>
  )
}

function useChartScale(explorer: ExplorerStore, { status }: ProjectionTab): ChartScale {
  const axis = useStore(explorer, (state) => state.chartAxis)
  const histogram = useStore(explorer, (state) => state.histogram)
  const end = 'position' in status && status.position !== undefined ? status.position : (0 as Position)
  return useMemo(() => {
    const times = axis === 'time' ? positionTimes(histogram) : undefined
    return times === undefined ? positionScale(end) : timeScale(times)
  }, [axis, histogram, end])
}

function pointsOf(data: LineData | undefined, scale: ChartScale): readonly StepPoint[] {
  return (data?.changes ?? []).map(({ position, value }) => ({ x: scale.xOf(position), y: numberOf(value) }))
}

function numberOf(json: string | undefined): number | undefined {
  const value: unknown = json === undefined ? undefined : JSON.parse(json)
  return typeof value === 'number' ? value : undefined
}

function faultOf(line: ChartLine, data: LineData | undefined): readonly string[] {
  if (data?.failure !== undefined) return [`${lineText(line)}: ${data.failure}`]
  if (data === undefined || data.complete) return []
  return [`${lineText(line)} changes more often than can be shown: it ends at its ${data.changes.length}th change.`]
}
