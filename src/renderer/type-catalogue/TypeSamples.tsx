import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { Event } from '../../core/event.ts'
import { maskedEvent } from '../../core/mask.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { JsonTree } from '../ui/JsonTree.tsx'
import { PositionLink } from './PositionLink.tsx'

interface TypeSamplesProps {
  readonly explorer: ExplorerStore
  readonly samples: readonly Event[] | undefined
}

/** Some of the type's events, spread over its history, one at a time; without what is masked. */
export function TypeSamples({ explorer, samples }: TypeSamplesProps) {
  const masks = useStore(explorer, (state) => state.activeMasks)
  const [at, setAt] = useState(0)
  const event = samples?.[at]
  const data = useMemo(() => event && maskedEvent(event, masks).data, [event, masks])
  return (
    <section className="type-part" aria-label="Samples">
      <div className="type-part-head">
        <h3 className="section-title">Samples</h3>
        {samples === undefined && <span className="type-note quiet">Looking…</span>}
        {event && samples && (
          <div className="type-steps">
            <span className="type-note quiet">
              {at + 1} of {samples.length}, position <PositionLink explorer={explorer} position={event.position} />
            </span>
            <StepButton label="Earlier sample" icon="left" to={at - 1} count={samples.length} onStep={setAt} />
            <StepButton label="Later sample" icon="right" to={at + 1} count={samples.length} onStep={setAt} />
          </div>
        )}
      </div>
      {event && data !== undefined && <JsonTree key={event.position} label="Data" text={data} />}
    </section>
  )
}

interface StepButtonProps {
  readonly label: string
  readonly icon: 'left' | 'right'
  /** The place of the sample to show, from 0; past either end there is none. */
  readonly to: number
  readonly count: number
  readonly onStep: (to: number) => void
}

function StepButton({ label, icon, to, count, onStep }: StepButtonProps) {
  return <IconButton icon={icon} label={label} disabled={to < 0 || to >= count} onUse={() => onStep(to)} />
}
