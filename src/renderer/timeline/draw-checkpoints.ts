import type { ConsumerCheckpoint } from '../../core/store-surroundings.ts'
import { countText } from '../ui/count-text.ts'
import { pxAtPosition, type TimelineScale } from './timeline-scale.ts'

type Surface = Pick<
  CanvasRenderingContext2D,
  'fillStyle' | 'fillRect' | 'beginPath' | 'moveTo' | 'lineTo' | 'closePath' | 'fill'
>

const FLAG_WIDTH_PX = 11
const FLAG_HEIGHT_PX = 10
const POLE_PX = 1.5
/** Below the playhead's grip, so that neither hides the other. */
const FLAG_TOP_PX = 14

/** How near the pointer must come to a flag's pole, or be over its cloth, for it to be told. */
const NEAR_PX = 3

/** Most flags that are told at once. */
const TOLD = 2

/** A consumer at its place on the axis. */
export interface Flag {
  readonly xPx: number
  readonly checkpoint: ConsumerCheckpoint
}

/** A flag for each consumer that has come to a position. */
export function flagsOf(checkpoints: readonly ConsumerCheckpoint[], scale: TimelineScale): readonly Flag[] {
  return checkpoints.flatMap((checkpoint) =>
    checkpoint.position === undefined ? [] : [{ xPx: pxAtPosition(scale, checkpoint.position), checkpoint }],
  )
}

/** Draws poles over the whole height, with the cloth to the right; at the right end to the left, where it is not cut. */
export function drawCheckpoints(
  surface: Surface,
  flags: readonly Flag[],
  rightPx: number,
  bottomPx: number,
  color: string,
): void {
  surface.fillStyle = color
  for (const { xPx } of flags) {
    const poleX = Math.round(xPx)
    const tipX = poleX + (poleX + FLAG_WIDTH_PX > rightPx ? -FLAG_WIDTH_PX : FLAG_WIDTH_PX)
    surface.fillRect(poleX - POLE_PX / 2, FLAG_TOP_PX, POLE_PX, bottomPx - FLAG_TOP_PX)
    surface.beginPath()
    surface.moveTo(poleX, FLAG_TOP_PX)
    surface.lineTo(tipX, FLAG_TOP_PX + FLAG_HEIGHT_PX / 2)
    surface.lineTo(poleX, FLAG_TOP_PX + FLAG_HEIGHT_PX)
    surface.closePath()
    surface.fill()
  }
}

/** What the flags under the pointer say, as in `billing: position 1,200, 34 behind`; '' where there is none. */
export function flagText(flags: readonly Flag[], hoverPx: number): string {
  const near = flags.filter(({ xPx }) => hoverPx >= xPx - NEAR_PX && hoverPx <= xPx + FLAG_WIDTH_PX)
  const told = near.slice(0, TOLD).map(({ checkpoint }) => checkpointText(checkpoint))
  return near.length > TOLD ? [...told, `${near.length - TOLD} more`].join(' · ') : told.join(' · ')
}

function checkpointText({ name, position, lag }: ConsumerCheckpoint): string {
  return [
    `${name}: position ${countText(position ?? 0)}`,
    ...(lag === undefined ? [] : [lag === 0 ? 'up to date' : `${countText(lag)} behind`]),
  ].join(', ')
}
