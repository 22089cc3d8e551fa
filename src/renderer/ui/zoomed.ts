/** Where something is, in pixels of an element from its left upper corner. */
export interface PointPx {
  readonly xPx: number
  readonly yPx: number
}

/**
 * Where a pointer is in an element, in the element's own pixels. Events and rectangles are in pixels of the window, which are others where
 * the interface is shown larger or smaller.
 */
export function pointIn(element: Element, { clientX, clientY }: Pick<MouseEvent, 'clientX' | 'clientY'>): PointPx {
  const { left, top } = element.getBoundingClientRect()
  const zoom = element.currentCSSZoom
  return { xPx: (clientX - left) / zoom, yPx: (clientY - top) / zoom }
}

/** How many pixels of the screen one of the element's own has: what a canvas multiplies its size by to be sharp. */
export function pixelRatioOf(element: Element): number {
  return devicePixelRatio * element.currentCSSZoom
}
