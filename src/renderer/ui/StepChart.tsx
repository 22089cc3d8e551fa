import { scaleLinear } from 'd3-scale'
import { type MouseEvent, useEffect, useMemo, useRef, useState } from 'react'
import { type StepPoint, stepPath } from './step-path.ts'
import { pointIn } from './zoomed.ts'
import './chart.css'

interface StepSeries {
  readonly id: string
  readonly points: readonly StepPoint[]
}

interface ChartTick {
  readonly x: number
  readonly label: string
}

interface StepChartProps {
  /** What it shows, in words. */
  readonly label: string
  readonly series: readonly StepSeries[]
  /** Both ends of the x axis. */
  readonly fromX: number
  readonly toX: number
  /** About `count` marks of the x axis. */
  readonly ticksOf: (count: number) => readonly ChartTick[]
  /** What to say of a place that the pointer is at. */
  readonly saidOf: (x: number) => string
  /** Where a line across stands. */
  readonly cursorX: number | undefined
  readonly onPick: (x: number) => void
}

const LEFT_PX = 52
const RIGHT_PX = 10
const TOP_PX = 16
const BOTTOM_PX = 20
const LABEL_HALF_PX = 24
const TICK_ROOM_PX = 70
const LINE_ROOM_PX = 34

const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 2 })

/** Numbers that hold until they change, over one axis. Its n-th series has the n-th colour; a click picks a place. */
export function StepChart(props: StepChartProps) {
  const { label, series, fromX, toX, ticksOf, saidOf, cursorX, onPick } = props
  const frame = useRef<HTMLDivElement>(null)
  const hoverLine = useRef<SVGLineElement>(null)
  const hoverText = useRef<SVGTextElement>(null)
  const { widthPx, heightPx } = useSize(frame)
  const x = useMemo(
    () => scaleLinear([fromX, Math.max(toX, fromX + 1)], [LEFT_PX, Math.max(LEFT_PX + 1, widthPx - RIGHT_PX)]),
    [fromX, toX, widthPx],
  )
  const y = useMemo(
    () => scaleLinear(rangeOf(series), [Math.max(TOP_PX + 1, heightPx - BOTTOM_PX), TOP_PX]).nice(4),
    [series, heightPx],
  )
  const paths = useMemo(
    () => series.map(({ id, points }) => ({ id, path: stepPath(points, toX, { xPx: x, yPx: y }) })),
    [series, toX, x, y],
  )
  const ticks = ticksOf(Math.max(2, Math.floor((widthPx - LEFT_PX) / TICK_ROOM_PX)))

  function xAt(event: MouseEvent<Element>): number {
    return Math.min(toX, Math.max(fromX, x.invert(pointIn(event.currentTarget, event).xPx)))
  }

  /** Straight into the document: a render per move would be too slow. */
  function hover(event: MouseEvent<Element>): void {
    const at = xAt(event)
    hoverLine.current?.setAttribute('transform', `translate(${Math.round(x(at))})`)
    if (hoverText.current === null) return
    const isRight = x(at) > widthPx / 2
    hoverText.current.textContent = saidOf(at)
    hoverText.current.setAttribute('x', String(Math.round(x(at)) + (isRight ? -5 : 5)))
    hoverText.current.setAttribute('text-anchor', isRight ? 'end' : 'start')
  }

  return (
    <div ref={frame} className="chart">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the same is in a table for keys and screen readers */}
      <svg
        width={widthPx}
        height={heightPx}
        role="img"
        aria-label={label}
        onPointerMove={hover}
        onClick={(event) => onPick(xAt(event))}
      >
        {y.ticks(Math.max(2, Math.floor(heightPx / LINE_ROOM_PX))).map((value) => (
          <g key={value} transform={`translate(0 ${Math.round(y(value))})`}>
            <line className="chart-grid" x1={LEFT_PX} x2={widthPx - RIGHT_PX} />
            <text className="chart-tick" x={LEFT_PX - 6} y={4} textAnchor="end">
              {short.format(value)}
            </text>
          </g>
        ))}
        {ticks.map((tick) => (
          <text
            key={tick.x}
            className="chart-tick"
            x={Math.round(x(tick.x))}
            y={heightPx - 5}
            textAnchor={anchorAt(x(tick.x), widthPx)}
          >
            {tick.label}
          </text>
        ))}
        {paths.map(({ id, path }, place) => (
          <path key={id} className={`chart-line series-${place + 1}`} d={path} />
        ))}
        {cursorX !== undefined && (
          <line
            className="chart-cursor"
            x1={Math.round(x(cursorX))}
            x2={Math.round(x(cursorX))}
            y1={TOP_PX}
            y2={heightPx - BOTTOM_PX}
          />
        )}
        <g className="chart-hover">
          <line ref={hoverLine} y1={TOP_PX} y2={heightPx - BOTTOM_PX} />
          <text ref={hoverText} y={TOP_PX - 4} />
        </g>
      </svg>
    </div>
  )
}

/** Labels stay inside: those near the right end lie to the left of their mark. */
function anchorAt(px: number, widthPx: number): 'middle' | 'end' {
  return px > widthPx - RIGHT_PX - LABEL_HALF_PX ? 'end' : 'middle'
}

/** From the least to the greatest value, never empty. */
function rangeOf(series: readonly StepSeries[]): readonly [number, number] {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { points } of series)
    for (const { y } of points) {
      if (y === undefined) continue
      least = Math.min(least, y)
      greatest = Math.max(greatest, y)
    }
  if (least > greatest) return [0, 1]
  return least === greatest ? [Math.min(0, least), Math.max(least, 0) || 1] : [least, greatest]
}

function useSize(element: { readonly current: HTMLElement | null }) {
  const [size, setSize] = useState({ widthPx: 0, heightPx: 0 })
  useEffect(() => {
    if (element.current === null) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ widthPx: entry.contentRect.width, heightPx: entry.contentRect.height })
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return size
}
