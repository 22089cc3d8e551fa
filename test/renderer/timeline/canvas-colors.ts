interface Color {
  readonly red: number
  readonly green: number
  readonly blue: number
  readonly alpha: number
}

/** What a canvas shows at a place, in its own CSS pixels. */
export function colorAt(canvas: HTMLCanvasElement | null, xPx: number, yPx: number): Color {
  const [x, y] = [xPx, yPx].map((px) => Math.round(px * devicePixelRatio))
  const [red = 0, green = 0, blue = 0, alpha = 0] =
    canvas?.getContext('2d')?.getImageData(x ?? 0, y ?? 0, 1, 1).data ?? []
  return { red, green, blue, alpha }
}

/** The colours of one row of pixels, each once, those that are not clear. */
export function colorsInRow(canvas: HTMLCanvasElement | null, yPx: number): ReadonlySet<string> {
  const width = canvas?.width ?? 0
  const row = canvas?.getContext('2d')?.getImageData(0, Math.round(yPx * devicePixelRatio), width, 1).data
  const colors = new Set<string>()
  for (let x = 0; x < width; x++) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = row?.slice(4 * x, 4 * x + 4) ?? []
    if (alpha > 250) colors.add(`${red} ${green} ${blue}`)
  }
  return colors
}
