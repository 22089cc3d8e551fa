import type { FieldHistory, FieldPresence } from '../../core/event-shape/field-history.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { countText } from '../ui/count-text.ts'
import { BAND_HEIGHT, BAND_WIDTH, bandPath } from './band-path.ts'
import { fieldChanges } from './field-drift.ts'
import { PositionLink } from './PositionLink.tsx'
import { shareText } from './share-text.ts'

interface FieldOverTimeProps {
  readonly explorer: ExplorerStore
  readonly history: FieldHistory
  readonly field: FieldPresence
}

const changeTexts = { first: 'first at', missing: 'missing at', last: 'last at' } as const

/** One field: how many events have it, a band of when, and the positions at which that changed. */
export function FieldOverTime({ explorer, history, field }: FieldOverTimeProps) {
  const { path, kinds, present, inRun } = field
  const changes = fieldChanges(history, field)
  return (
    <li className={changes.length > 0 ? 'field-row field-row-changing' : 'field-row'}>
      <div className="field-line">
        <span className="field-path mono" title={path}>
          {path}
        </span>
        <span className="field-kinds quiet">{kinds.join(', ')}</span>
        <span className="field-share" title={`In ${countText(present)} of ${countText(history.events)} events`}>
          {shareText(present, history.events)}
        </span>
      </div>
      <svg
        className="field-band"
        viewBox={`0 0 ${BAND_WIDTH} ${BAND_HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <path d={bandPath(history, inRun)} />
      </svg>
      {changes.length > 0 && (
        <p className="field-changes">
          {changes.map(({ what, position }) => (
            <span key={what}>
              <span className="quiet">{changeTexts[what]}</span>{' '}
              <PositionLink explorer={explorer} position={position} />
            </span>
          ))}
        </p>
      )}
    </li>
  )
}
