import { type ReactNode, useMemo } from 'react'
import { useStore } from 'zustand'
import type { EventDetail } from '../../core/log-index.ts'
import { isMasked, maskedEvent } from '../../core/mask.ts'
import type { EventForm } from '../state/event-view-slice.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { Icon } from '../ui/Icon.tsx'
import { JsonTree } from '../ui/JsonTree.tsx'
import type { JsonRow } from '../ui/json-rows.ts'
import { RawText } from '../ui/RawText.tsx'
import { payloadMenu } from './payload-menu.ts'
import type { EventFind } from './use-event-find.ts'

interface PayloadPartProps {
  readonly explorer: ExplorerStore
  /** As it may be seen. */
  readonly event: EventDetail
  readonly of: 'data' | 'metadata'
  readonly form: Exclude<EventForm, 'diff'>
  readonly find: EventFind
}

const titles = { data: 'Data', metadata: 'Metadata' } as const

export function PayloadPart({ explorer, event, of, form, find: { sought, shown } }: PayloadPartProps) {
  const masks = useStore(explorer, (state) => state.activeMasks)
  const copyMasks = useStore(explorer, (state) => state.allMasks)
  const copied = useMemo(() => (masks === copyMasks ? event : maskedEvent(event, copyMasks)), [event, masks, copyMasks])
  const { [of]: text } = event
  const { [of]: title } = titles
  const find = { sought, shown: shown?.of === of ? shown : undefined }

  /** Colour alone would not tell a masked value from a text that says the same. */
  function asideOf({ steps, node }: JsonRow): ReactNode {
    if (masks.length === 0 || node.text !== '"***"' || !isMasked({ of, steps }, masks)) return null
    return (
      <span className="masked-mark">
        <Icon name="lock" />
        <span className="visually-hidden">masked</span>
      </span>
    )
  }

  return (
    <section className="inspector-part" aria-label={title}>
      <div className="inspector-part-head">
        <h3 className="inspector-part-title">{title}</h3>
        {text !== '' && <CopyButton label={`Copy the ${title.toLowerCase()}`} text={copied[of]} />}
      </div>
      {text === '' && <p className="inspector-none quiet">None</p>}
      {text !== '' && form === 'raw' && <RawText label={`${title} as it is stored`} text={text} find={find} />}
      {text !== '' && form === 'tree' && (
        <JsonTree
          label={title}
          text={text}
          find={find}
          asideOf={asideOf}
          menuOf={(line) => payloadMenu(explorer, { of, type: event.type, line })}
        />
      )}
    </section>
  )
}
