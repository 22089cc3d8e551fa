import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { EventDetail } from '../../core/log-index.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { typeMark, typeMarks } from '../state/type-mark.ts'
import { countText } from '../ui/count-text.ts'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { Menu } from '../ui/Menu.tsx'
import { copyMenu } from './copy-menu.ts'
import '../ui/type-mark.css'

interface EventHeadProps {
  readonly explorer: ExplorerStore
  readonly event: EventDetail
}

/** What the event is, and what can be done with it as a whole. */
export function EventHead({ explorer, event }: EventHeadProps) {
  const { position, type } = event
  const isThere = useStore(explorer, ({ playhead }) => playhead === position)
  return (
    <div className="panel-head inspector-head">
      <Mark explorer={explorer} event={event} />
      <h2 className="panel-title" title={type}>
        {type}
      </h2>
      <span className="inspector-space" />
      <div className="inspector-buttons">
        <Action
          label={`New projection from ${type}`}
          icon="chart"
          onDo={() => explorer.getState().chooseNewProjection(type)}
        />
        <Action
          label="Move playhead here"
          icon="playhead"
          idle={isThere}
          onDo={() => explorer.getState().scrubTo(position)}
        />
        <BookmarkAction explorer={explorer} event={event} />
        <PinAction explorer={explorer} event={event} />
        <Menu label="Copy as…" icon="copy" items={copyMenu(explorer, event)} />
      </div>
    </div>
  )
}

function Mark({ explorer, event: { type } }: EventHeadProps) {
  const types = useStore(explorer, (state) => state.types)
  const marks = useMemo(() => typeMarks(types), [types])
  const { hue, shape } = typeMark(marks, type)
  return <span aria-hidden="true" className={`type-mark type-hue-${hue} type-shape-${shape}`} />
}

function BookmarkAction({ explorer, event: { position } }: EventHeadProps) {
  const marked = useStore(explorer, ({ bookmarks }) => bookmarks.some((one) => one.position === position))
  const { addBookmark, removeBookmark } = explorer.getState()
  return (
    <Action
      label="Bookmark"
      icon="bookmark"
      pressed={marked}
      onDo={() => (marked ? removeBookmark(position) : addBookmark(position, ''))}
    />
  )
}

function PinAction({ explorer, event: { position } }: EventHeadProps) {
  const pinned = useStore(explorer, ({ pinnedEvent }) => pinnedEvent === position)
  return (
    <Action
      label={`Pin ${countText(position)} for comparison`}
      icon="pin"
      pressed={pinned}
      onDo={() => explorer.getState().pinEvent(pinned ? undefined : position)}
    />
  )
}

interface ActionProps {
  readonly label: string
  readonly icon: IconName
  /** Whether there is nothing for it to do now. */
  readonly idle?: boolean
  /** Whether it is on; absent where it is nothing to turn on and off. */
  readonly pressed?: boolean
  readonly onDo: () => void
}

function Action({ label, icon, idle, pressed, onDo }: ActionProps) {
  return (
    <button
      type="button"
      className="button button-quiet button-icon"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      aria-disabled={idle}
      onClick={() => !idle && onDo()}
    >
      <Icon name={icon} />
    </button>
  )
}
