import type { Position } from '../../core/event.ts'
import type { ExplorerState, ExplorerStore } from '../state/explorer-store.ts'
import { timelineMembers } from '../state/timeline-part.ts'
import { ROW_PX } from './draw-rows.ts'
import { mountCanvas } from './mount-canvas.ts'
import { paintRows } from './paint-rows.ts'
import type { HoverPlace } from './paint-track.ts'
import { rememberedScale } from './remembered-scale.ts'
import { eventNear, pictureText, type RowPicture, rowPicture } from './row-picture.ts'
import type { TimelineColors } from './timeline-colors.ts'
import { type RowTone, rowMembers, rowsOf, type TimelineRow } from './timeline-rows.ts'
import type { TimelineScale } from './timeline-scale.ts'

export interface TrackRows {
  readonly scale: () => TimelineScale
  /** Where the pointer is over the rows; undefined once it has left. */
  readonly hover: (place: HoverPlace | undefined) => void
  readonly rowAt: (yPx: number) => TimelineRow | undefined
  /** The event that the row at a place has there. */
  readonly eventAt: (place: HoverPlace) => Position | undefined
  readonly end: () => void
}

const toneColors: Readonly<Record<RowTone, Exclude<keyof TimelineColors, 'types'>>> = {
  hit: 'hit',
  watch: 'watch',
  failure: 'failure',
  'what-if': 'whatIf',
  filter: 'hit',
  pinned: 'pinned',
}

const members = [
  ...timelineMembers,
  ...rowMembers,
  'playhead',
  'focusedTrack',
] as const satisfies readonly (keyof ExplorerState)[]

/** Keeps the rows under the track as the store is. */
export function mountRows(canvas: HTMLCanvasElement, explorer: ExplorerStore): TrackRows {
  let hover: HoverPlace | undefined
  const scaleFor = rememberedScale((part) => part)
  const scale = (): TimelineScale => scaleFor(explorer.getState(), mounted.widthPx())
  const picturesOf = rememberedPictures()
  const rows = (): readonly TimelineRow[] => rowsOf(explorer.getState())
  const rowAt = (yPx: number): TimelineRow | undefined => (yPx < 0 ? undefined : rows()[Math.floor(yPx / ROW_PX)])
  const labelAt = ({ xPx, yPx }: HoverPlace): string => {
    const row = rowAt(yPx)
    if (row === undefined) return ''
    const text = pictureText(picturesOf(row, scale()), scale(), xPx)
    return text === '' ? row.label : `${row.label} · ${text}`
  }
  const mounted = mountCanvas({
    canvas,
    explorer,
    members,
    paint(easel, { playhead, focusedTrack }) {
      const now = scale()
      const drawn = rows().map((row) => ({
        picture: picturesOf(row, now),
        color: easel.colors[toneColors[row.tone]],
        focused: row.id === focusedTrack,
      }))
      paintRows(easel, { scale: now, rows: drawn, playhead, hover, label: hover === undefined ? '' : labelAt(hover) })
    },
  })
  return {
    scale,
    hover(place) {
      if (place?.xPx === hover?.xPx && place?.yPx === hover?.yPx) return
      hover = place
      mounted.ask()
    },
    rowAt,
    eventAt({ xPx, yPx }) {
      const row = rowAt(yPx)
      return row && eventNear(picturesOf(row, scale()), scale(), xPx)
    },
    end: mounted.end,
  }
}

/** Makes what rows look like; where neither what a row shows nor the scale has changed, it is not made again. */
function rememberedPictures(): (row: TimelineRow, scale: TimelineScale) => RowPicture {
  const known = new WeakMap<object, { readonly scale: TimelineScale; readonly picture: RowPicture }>()
  return (row, scale) => {
    const content = row.kind === 'marks' ? row.track.positions : row.known
    const before = content && known.get(content)
    if (before?.scale === scale) return before.picture
    const picture = rowPicture(row, scale)
    if (content) known.set(content, { scale, picture })
    return picture
  }
}
