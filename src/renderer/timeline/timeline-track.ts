import type { Position } from '../../core/event.ts'
import type { ExplorerState, ExplorerStore } from '../state/explorer-store.ts'
import { timelineMembers } from '../state/timeline-part.ts'
import { typeMarks } from '../state/type-mark.ts'
import { countText } from '../ui/count-text.ts'
import { densityLayers } from './density-layers.ts'
import { ribbonAt, ribbonsOf } from './draw-bookmarks.ts'
import { flagsOf } from './draw-checkpoints.ts'
import { type Fold, foldAt, foldsOf } from './draw-folds.ts'
import { mountCanvas } from './mount-canvas.ts'
import { type HoverPlace, paintTrack, type TrackPicture } from './paint-track.ts'
import { type PlayheadPlace, playheadTimeText, playheadValueText } from './playhead-text.ts'
import { remembered } from './remembered.ts'
import { rememberedScale } from './remembered-scale.ts'
import { rulerTicks } from './ruler-ticks.ts'
import type { TimelineColors } from './timeline-colors.ts'
import { plotOf, type TimelineScale, timeAtPosition } from './timeline-scale.ts'

/** The elements that the frame loop writes to; React never does. */
export interface TrackElements {
  readonly slider: HTMLElement
  readonly canvas: HTMLCanvasElement
  readonly positionText: HTMLElement
  readonly timeText: HTMLElement
}

export interface TimelineTrack {
  /** The scale as it is drawn now. */
  readonly scale: () => TimelineScale
  /** Where the pointer is over the canvas; undefined once it has left. */
  readonly hover: (place: HoverPlace | undefined) => void
  readonly foldAt: (xPx: number) => Fold | undefined
  /** The bookmark on the ruler at a place. */
  readonly bookmarkAt: (xPx: number) => Position | undefined
  readonly end: () => void
}

const members = [
  ...timelineMembers,
  'playhead',
  'playheadEvent',
  'checkpoints',
  'bookmarks',
  'types',
  'zone',
] as const satisfies readonly (keyof ExplorerState)[]

/** Keeps the zoomed track, the slider's value and the readout as the store is. */
export function mountTrack(elements: TrackElements, explorer: ExplorerStore): TimelineTrack {
  let hover: HoverPlace | undefined
  const scaleFor = rememberedScale((part) => part)
  const scale = (): TimelineScale => scaleFor(explorer.getState(), mounted.widthPx())
  const { pictureOf, foldsIn } = trackPictures()
  const mounted = mountCanvas({
    canvas: elements.canvas,
    explorer,
    members,
    onWidth: (widthPx) => explorer.getState().setTimelinePx(plotOf(widthPx).widthPx),
    paint(easel, state) {
      const now = scale()
      paintTrack(easel, { ...pictureOf(now, state, easel.colors), hover })
      writeValue(elements, state, now)
    },
  })
  return {
    scale,
    hover(place) {
      if (place?.xPx === hover?.xPx && place?.yPx === hover?.yPx) return
      hover = place
      mounted.ask()
    },
    foldAt: (xPx) => foldAt(foldsIn(scale(), explorer.getState()), xPx),
    bookmarkAt: (xPx) => ribbonAt(ribbonsOf(explorer.getState().bookmarks, scale()), xPx)?.bookmark.position,
    end: mounted.end,
  }
}

interface TrackPictures {
  readonly pictureOf: (
    scale: TimelineScale,
    state: ExplorerState,
    colors: TimelineColors,
  ) => Omit<TrackPicture, 'hover'>
  readonly foldsIn: (scale: TimelineScale, state: ExplorerState) => readonly Fold[]
}

/** What the track shows of a state; of what has not changed since the frame before nothing is made again. */
function trackPictures(): TrackPictures {
  const marksOf = remembered((types: ExplorerState['types']) => typeMarks(types))
  const layersOf = remembered(densityLayers)
  const ticksOf = remembered(rulerTicks)
  const foldsFor = remembered(
    (scale: TimelineScale, gaps: ExplorerState['idleGaps'], opened: ExplorerState['openedGaps']) =>
      foldsOf(scale, scale.axis === 'time' ? gaps.filter(({ after }) => opened.has(after)) : []),
  )
  const foldsIn: TrackPictures['foldsIn'] = (scale, { idleGaps, openedGaps }) => foldsFor(scale, idleGaps, openedGaps)
  return {
    foldsIn,
    pictureOf: (scale, state, colors) => ({
      scale,
      layers: layersOf(scale, marksOf(state.types), colors),
      folds: foldsIn(scale, state),
      ticks: state.head === 0 ? [] : ticksOf(scale, state.zone),
      flags: flagsOf(state.checkpoints, scale),
      ribbons: ribbonsOf(state.bookmarks, scale),
      playhead: state.playhead,
      zone: state.zone,
    }),
  }
}

function writeValue({ slider, positionText, timeText }: TrackElements, state: ExplorerState, now: TimelineScale): void {
  const { playhead, head, playheadEvent, status, zone } = state
  const place: PlayheadPlace = {
    playhead,
    head,
    playheadEvent,
    times: status?.capabilities.time === false ? 'unknown' : 'known',
    aboutUs: timeAtPosition(now, playhead),
    zone,
  }
  slider.setAttribute('aria-valuemin', '0')
  slider.setAttribute('aria-valuemax', String(head))
  slider.setAttribute('aria-valuenow', String(playhead))
  slider.setAttribute('aria-valuetext', playheadValueText(place))
  positionText.textContent = countText(playhead)
  positionText.dataset['head'] = countText(head)
  timeText.textContent = playheadTimeText(place)
}
