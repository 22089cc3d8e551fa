import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { counted, countText } from '../ui/count-text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import type { EventFind } from './use-event-find.ts'

interface FindBarProps {
  readonly explorer: ExplorerStore
  readonly sought: string
  readonly find: EventFind
}

/** The field to look for something in the event; Enter goes on to the next hit, Shift+Enter back. */
export function FindBar({ explorer, sought, find }: FindBarProps) {
  const field = useRef<HTMLInputElement>(null)
  const { seekInEvent, closeEventFind } = explorer.getState()

  useEffect(() => field.current?.select(), [])

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') closeEventFind()
    else if (event.key === 'Enter') find.step(event.shiftKey ? -1 : 1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <search className="find-bar" aria-label="In the event">
      <input
        ref={field}
        className="field"
        type="text"
        aria-label="Find in the event"
        placeholder="Find in the event"
        spellCheck={false}
        value={sought}
        onChange={(event) => seekInEvent(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span role="status" className="find-count quiet">
        {hitsText(find)}
      </span>
      <FindStep label="Previous hit" icon="up" find={find} by={-1} />
      <FindStep label="Next hit" icon="down" find={find} by={1} />
      <IconButton icon="close" label="Close the search" title="Close the search (Esc)" onUse={closeEventFind} />
    </search>
  )
}

interface FindStepProps {
  readonly label: string
  readonly icon: 'up' | 'down'
  readonly find: EventFind
  readonly by: 1 | -1
}

function FindStep({ label, icon, find, by }: FindStepProps) {
  return <IconButton icon={icon} label={label} disabled={find.hits.length === 0} onUse={() => find.step(by)} />
}

function hitsText({ sought, hits, done, at }: EventFind): string {
  if (sought === '') return ''
  if (hits.length === 0) return done ? 'No hit' : 'Looking…'
  if (!done) return `${counted(hits.length, 'hit')}…`
  return `${countText(at + 1)} of ${countText(hits.length)}`
}
