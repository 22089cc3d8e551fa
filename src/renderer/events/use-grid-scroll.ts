import { type RefObject, useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import type { Activity } from '../state/activity.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { type GridSight, scrollTopFor } from './grid-sight.ts'
import type { GridSightStore } from './grid-sight-store.ts'

interface GridScroll {
  readonly grid: RefObject<HTMLDivElement | null>
  /** The header above the rows: it stays, and the rows have what it leaves of the grid's height. */
  readonly head: RefObject<HTMLDivElement | null>
  readonly sight: GridSight
}

/** Joins the sight to the element that scrolls: wheel and scroll bar move the sight, and the bar stands where the sight is. */
export function useGridScroll(sightStore: GridSightStore, explorer: ExplorerStore): GridScroll {
  const grid = useRef<HTMLDivElement>(null)
  const head = useRef<HTMLDivElement>(null)
  /** What the bar was last set to: a scroll event that reports it is nobody's wish. */
  const setPx = useRef(0)
  const sight = useSyncExternalStore(sightStore.subscribe, sightStore.get)

  useEffect(() => sightStore.follow(explorer), [sightStore, explorer])

  useEffect(() => {
    if (!grid.current || !head.current) return
    return listenToGrid(grid.current, head.current, sightStore, setPx)
  }, [sightStore])

  useLayoutEffect(() => {
    const element = grid.current
    if (element === null) return
    return afterPaint(explorer.getState().activity, () => {
      const wantedPx = scrollTopFor(sight)
      if (Math.abs(element.scrollTop - wantedPx) >= 1) element.scrollTop = wantedPx
      setPx.current = element.scrollTop
    })
  }, [sight, explorer])

  return { grid, head, sight }
}

/**
 * Calls back once what is on its way to the screen is there: until then, to read or to set where the bar stands has the page laid out at
 * once, and then again. @returns what calls it off
 */
function afterPaint(activity: Activity, callback: () => void): () => void {
  const end = activity.begin()
  let timer: ReturnType<typeof setTimeout> | undefined
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(() => {
      callback()
      end()
    })
  })
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
    end()
  }
}

function listenToGrid(
  grid: HTMLElement,
  head: HTMLElement,
  sightStore: GridSightStore,
  setPx: RefObject<number>,
): () => void {
  const listening = new AbortController()
  const { signal } = listening
  const heightPx = (): number => Math.max(0, grid.clientHeight - head.offsetHeight)
  const sizes = new ResizeObserver(() => {
    // Made larger at its end, a scroller moves by itself.
    setPx.current = grid.scrollTop
    sightStore.resizeTo(heightPx())
  })
  sizes.observe(grid)

  function turn(event: WheelEvent): void {
    if (event.ctrlKey || event.deltaY === 0) return
    event.preventDefault()
    sightStore.scrollBy(wheelPx(event, sightStore.get()))
  }

  function scroll(): void {
    if (Math.abs(grid.scrollTop - setPx.current) < 1) return
    const isResized = heightPx() !== sightStore.get().window.viewportPx
    if (!isResized) sightStore.scrollTo(grid.scrollTop)
  }

  grid.addEventListener('wheel', turn, { signal, passive: false })
  grid.addEventListener('scroll', scroll, { signal })
  return () => {
    listening.abort()
    sizes.disconnect()
  }
}

function wheelPx({ deltaY, deltaMode }: WheelEvent, { window }: GridSight): number {
  switch (deltaMode) {
    case WheelEvent.DOM_DELTA_LINE:
      return deltaY * window.rowPx
    case WheelEvent.DOM_DELTA_PAGE:
      return deltaY * window.viewportPx
    default:
      return deltaY
  }
}
