import { type Ref, useSyncExternalStore } from 'react'
import type { SightStore } from './sight-store.ts'
import type { TrackAxis } from './track-axis.ts'

interface TrackRulerProps {
  readonly ref: Ref<HTMLDivElement>
  readonly axis: TrackAxis
  readonly sight: SightStore
}

/** Shares of the width at which there is a text. */
const places = [0, 0.25, 0.5, 0.75]

/** What lies where along the tracks below, as far as it is in sight. */
export function TrackRuler({ ref, axis, sight }: TrackRulerProps) {
  const { from, to } = useSyncExternalStore(sight.subscribe, sight.get)
  return (
    <div className="track-ruler-row" aria-hidden="true">
      <div ref={ref} className="track-ruler">
        {places.map((place) => (
          <span key={place} className="track-tick" style={{ left: `${place * 100}%` }}>
            {axis.textAt(from + place * (to - from), from)}
          </span>
        ))}
      </div>
    </div>
  )
}
