type Surface = Pick<CanvasRenderingContext2D, 'fillStyle' | 'fillRect' | 'strokeStyle' | 'lineWidth' | 'strokeRect'>

/** How near to an edge of the window a press takes hold of it. */
const EDGE_PX = 5

const HANDLE_WIDTH_PX = 3
const HANDLE_HEIGHT_PX = 10

/** What of the minimap's window a place is. */
export type WindowPart = 'left' | 'right' | 'body' | 'outside'

export interface WindowPx {
  readonly fromPx: number
  readonly toPx: number
}

export interface WindowLook {
  readonly leftPx: number
  readonly widthPx: number
  readonly heightPx: number
  readonly shadeColor: string
  readonly edgeColor: string
}

/** Shades what is not shown, and draws the window's edges, each with something to take hold of. */
export function drawWindow(surface: Surface, { fromPx, toPx }: WindowPx, look: WindowLook): void {
  const rightPx = look.leftPx + look.widthPx
  surface.fillStyle = look.shadeColor
  surface.fillRect(0, 0, fromPx, look.heightPx)
  surface.fillRect(toPx, 0, rightPx + look.leftPx - toPx, look.heightPx)
  surface.strokeStyle = look.edgeColor
  surface.lineWidth = 1
  surface.strokeRect(Math.round(fromPx) - 0.5, 0.5, Math.round(toPx) - Math.round(fromPx) + 1, look.heightPx - 1)
  surface.fillStyle = look.edgeColor
  for (const edgePx of [fromPx, toPx])
    surface.fillRect(
      edgePx - HANDLE_WIDTH_PX / 2,
      (look.heightPx - HANDLE_HEIGHT_PX) / 2,
      HANDLE_WIDTH_PX,
      HANDLE_HEIGHT_PX,
    )
}

/** A window too small to have a body between its edges is body in its middle all the same. */
export function windowPartAt({ fromPx, toPx }: WindowPx, xPx: number): WindowPart {
  const edgePx = Math.min(EDGE_PX, (toPx - fromPx) / 4)
  if (xPx < fromPx - EDGE_PX || xPx > toPx + EDGE_PX) return 'outside'
  if (xPx < fromPx + edgePx) return 'left'
  return xPx > toPx - edgePx ? 'right' : 'body'
}
