import { counted } from '../ui/count-text.ts'
import type { WhatIfMark } from './what-if-marks.ts'

/** What the active what-if does at an event. */
export function WhatIfBadge({ mark: { did, inserted } }: { readonly mark: WhatIfMark }) {
  const added = inserted === 0 ? undefined : `${counted(inserted, 'event')} inserted after it`
  return (
    <span className="badge events-what-if" title={[did, added].filter((part) => part !== undefined).join(', ')}>
      {did && <span className="events-what-if-did">{did}</span>}
      {inserted > 0 && (
        <span className="events-what-if-added">
          +{inserted}
          <span className="visually-hidden"> inserted</span>
        </span>
      )}
    </span>
  )
}
