type Surface = Pick<CanvasRenderingContext2D, 'fillStyle' | 'fillRect'>

export interface OrderBandLook {
  readonly leftPx: number
  readonly widthPx: number
  readonly bottomPx: number
  readonly heightPx: number
  /** What is right of this lies after the playhead. */
  readonly playheadPx: number
  readonly color: string
  readonly laterColor: string
}

/** Where no time tells events apart there is no density to show: a plain band from the first to the last. */
export function drawOrderBand(surface: Surface, look: OrderBandLook): void {
  const { leftPx, widthPx, bottomPx, heightPx, playheadPx } = look
  surface.fillStyle = look.color
  surface.fillRect(leftPx, bottomPx - heightPx, playheadPx - leftPx, heightPx)
  surface.fillStyle = look.laterColor
  surface.fillRect(playheadPx, bottomPx - heightPx, leftPx + widthPx - playheadPx, heightPx)
}
