import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { EventDetail } from '../../core/log-index.ts'
import { maskedEvent } from '../../core/mask.ts'
import { type EventForm, eventForms } from '../state/event-view-slice.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Choice } from '../ui/Choice.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { EventDiff } from './EventDiff.tsx'
import { FindBar } from './FindBar.tsx'
import { MaskSwitch } from './MaskSwitch.tsx'
import { PayloadPart } from './PayloadPart.tsx'
import { useEventFind } from './use-event-find.ts'

interface PayloadProps {
  readonly explorer: ExplorerStore
  readonly event: EventDetail
}

const formNames: Readonly<Record<EventForm, string>> = { tree: 'Tree', raw: 'Raw', diff: 'Diff' }

/** Data and metadata, in the form that was chosen, without what is masked. */
export function Payload({ explorer, event }: PayloadProps) {
  const form = useStore(explorer, (state) => state.eventForm)
  const masks = useStore(explorer, (state) => state.activeMasks)
  const sought = useStore(explorer, (state) => state.eventSought)
  const shown = useMemo(() => maskedEvent(event, masks), [event, masks])
  const find = useEventFind(shown, form === 'diff' ? '' : (sought ?? ''))
  const revealed = useStore(explorer, (state) => state.revealed)
  const { showEventForm, openEventFind } = explorer.getState()
  return (
    <>
      <div className="payload-bar">
        <Choice
          label="How the event is shown"
          options={eventForms.map((one) => [one, formNames[one]])}
          value={form}
          onChoose={showEventForm}
        />
        <span className="inspector-space" />
        <MaskSwitch explorer={explorer} />
        <IconButton icon="find" label="Find in the event" title="Find in the event (Ctrl+F)" onUse={openEventFind} />
      </div>
      {revealed && (
        <p className="payload-note note note-warning">
          Masked values are shown here until you hide them. Copies and files stay masked.
        </p>
      )}
      {form === 'diff' ? (
        <EventDiff explorer={explorer} event={shown} />
      ) : (
        <>
          {sought !== undefined && <FindBar explorer={explorer} sought={sought} find={find} />}
          <PayloadPart explorer={explorer} event={shown} of="data" form={form} find={find} />
          <PayloadPart explorer={explorer} event={shown} of="metadata" form={form} find={find} />
        </>
      )}
    </>
  )
}
