import type { Tick } from './ticks.ts'

type Surface = Pick<
  CanvasRenderingContext2D,
  'fillStyle' | 'fillRect' | 'font' | 'textAlign' | 'textBaseline' | 'fillText' | 'measureText'
>

/** Room a label needs, so that about so many fit; see {@link tickCount}. */
const LABEL_ROOM_PX = 90
const LABEL_GAP_PX = 10

export interface RulerLook {
  readonly leftPx: number
  readonly rightPx: number
  readonly topPx: number
  readonly heightPx: number
  readonly font: string
  readonly textColor: string
  readonly turnColor: string
  readonly lineColor: string
}

/** How many ticks suit a ruler of this width. */
export function tickCount(widthPx: number): number {
  return Math.max(2, Math.floor(widthPx / LABEL_ROOM_PX))
}

/** Draws the axis, a mark for every tick, and the labels that do not run into the one before; none runs out of the ruler. */
export function drawRuler(
  surface: Surface,
  ticks: readonly Tick[],
  xOf: (tick: Tick) => number,
  look: RulerLook,
): void {
  surface.fillStyle = look.lineColor
  surface.fillRect(look.leftPx, look.topPx, look.rightPx - look.leftPx, 1)
  surface.font = look.font
  surface.textBaseline = 'alphabetic'
  surface.textAlign = 'left'
  let freeFromPx = Number.NEGATIVE_INFINITY
  for (const tick of ticks) {
    const xPx = Math.round(xOf(tick))
    surface.fillStyle = look.lineColor
    surface.fillRect(xPx, look.topPx, 1, tick.turn ? look.heightPx : 5)
    const widthPx = surface.measureText(tick.label).width
    const labelPx = tick.turn ? xPx + 4 : xPx - widthPx / 2
    const startPx = Math.min(Math.max(look.leftPx, labelPx), look.rightPx - widthPx)
    if (startPx < freeFromPx) continue
    surface.fillStyle = tick.turn ? look.turnColor : look.textColor
    surface.fillText(tick.label, startPx, look.topPx + look.heightPx - 3)
    freeFromPx = startPx + widthPx + LABEL_GAP_PX
  }
}
