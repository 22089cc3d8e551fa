type Surface = Pick<CanvasRenderingContext2D, 'fillStyle' | 'fillRect' | 'beginPath' | 'roundRect' | 'fill'>
type LabelSurface = Surface &
  Pick<CanvasRenderingContext2D, 'font' | 'textAlign' | 'textBaseline' | 'fillText' | 'measureText'>

const GRIP_WIDTH_PX = 9
const GRIP_HEIGHT_PX = 12
const LABEL_PADDING_PX = 6
const LABEL_HEIGHT_PX = 18

/** A line over the whole height with a grip at its top. */
export function drawPlayhead(surface: Surface, xPx: number, bottomPx: number, color: string): void {
  surface.fillStyle = color
  surface.fillRect(xPx - 0.75, 0, 1.5, bottomPx)
  surface.beginPath()
  surface.roundRect(xPx - GRIP_WIDTH_PX / 2, 0, GRIP_WIDTH_PX, GRIP_HEIGHT_PX, 3)
  surface.fill()
}

export interface HoverLook {
  readonly rightPx: number
  readonly bottomPx: number
  /** Where the label is. */
  readonly topPx: number
  readonly font: string
  readonly lineColor: string
  readonly backColor: string
  readonly textColor: string
}

/** A thin line under the pointer with what lies there, beside it and never outside the canvas; '' for the line alone. */
export function drawHover(surface: LabelSurface, xPx: number, text: string, look: HoverLook): void {
  surface.fillStyle = look.lineColor
  surface.fillRect(Math.round(xPx), 0, 1, look.bottomPx)
  if (text === '') return
  surface.font = look.font
  surface.textAlign = 'left'
  surface.textBaseline = 'middle'
  const widthPx = surface.measureText(text).width + 2 * LABEL_PADDING_PX
  const rightOfLine = xPx + 8
  const leftPx = rightOfLine + widthPx <= look.rightPx ? rightOfLine : Math.max(0, xPx - 8 - widthPx)
  surface.fillStyle = look.backColor
  surface.beginPath()
  surface.roundRect(leftPx, look.topPx, widthPx, LABEL_HEIGHT_PX, 4)
  surface.fill()
  surface.fillStyle = look.textColor
  surface.fillText(text, leftPx + LABEL_PADDING_PX, look.topPx + LABEL_HEIGHT_PX / 2 + 0.5)
}
