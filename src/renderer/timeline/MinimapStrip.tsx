import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { ZOOM_STEP } from '../state/timeline-slice.ts'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { mountMinimap } from './minimap.ts'
import { listenToMinimap } from './minimap-pointer.ts'

/** All of the history, with the window on what is shown of it. Everything that its pointer does, keys and buttons do too. */
export function MinimapStrip({ explorer }: { readonly explorer: ExplorerStore }) {
  const plot = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)

  useEffect(() => {
    if (!canvas.current || !plot.current) return
    const minimap = mountMinimap(canvas.current, explorer)
    const endPointer = listenToMinimap(plot.current, minimap, explorer)
    return () => {
      endPointer()
      minimap.end()
    }
  }, [explorer])

  const isWhole = useStore(explorer, (state) => state.timelineShown === undefined)
  const zoom = (factor: number): void => explorer.getState().zoomTimeline(factor)
  return (
    <div className="timeline-strip timeline-minimap">
      <div className="timeline-gutter" role="toolbar" aria-label="Zoom">
        <ZoomButton
          name="Show the whole history"
          icon="minimize"
          disabled={isWhole}
          onClick={() => explorer.getState().showSpan(undefined)}
        />
        <ZoomButton name="Zoom out (S)" icon="zoom-out" disabled={isWhole} onClick={() => zoom(1 / ZOOM_STEP)} />
        <ZoomButton name="Zoom in (W)" icon="zoom-in" onClick={() => zoom(ZOOM_STEP)} />
      </div>
      <div
        ref={plot}
        className="timeline-minimap-plot"
        aria-hidden="true"
        title="The whole history: drag the window or its edges, or draw a new one"
      >
        <canvas ref={canvas} className="timeline-canvas" />
      </div>
    </div>
  )
}

interface ZoomButtonProps {
  readonly name: string
  readonly icon: IconName
  readonly disabled?: boolean
  readonly onClick: () => void
}

function ZoomButton({ name, icon, disabled = false, onClick }: ZoomButtonProps) {
  return (
    <button
      type="button"
      className="timeline-zoom"
      aria-label={name}
      title={name}
      aria-disabled={disabled}
      onClick={() => !disabled && onClick()}
    >
      <Icon name={icon} />
    </button>
  )
}
