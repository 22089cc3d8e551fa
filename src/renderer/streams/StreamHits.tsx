import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { StreamSummary } from '../../core/log-index.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { counted, countText } from '../ui/count-text.ts'
import { RowText } from './RowText.tsx'
import type { StreamMenuPlace } from './StreamMenu.tsx'

interface StreamHitsProps {
  readonly explorer: ExplorerStore
  readonly listId: string
  /** Place, from 0, of the hit that Enter takes. */
  readonly active: number
  readonly onActive: (place: number) => void
  readonly onMenu: (menu: StreamMenuPlace) => void
}

/** The id of the hit at a place from 0. */
export function hitId(listId: string, place: number): string {
  return `${listId}-${place}`
}

/** The streams that fit what is written best, best first. The field above has the focus and takes the keys. */
export function StreamHits({ explorer, listId, active, onActive, onMenu }: StreamHitsProps) {
  const hits = useStore(explorer, (state) => state.streamHits)
  const shown = useStore(explorer, ({ view }) => (view.streams?.length === 1 ? view.streams[0] : undefined))
  const streams = hits?.streams ?? []

  function choose(place: number, { name }: StreamSummary): void {
    onActive(place)
    explorer.getState().setView({ streams: [name] })
  }

  return (
    <>
      <p className="streams-found quiet" role="status">
        {hits === undefined ? 'Looking…' : foundText(hits.total, streams.length)}
      </p>
      {streams.length > 0 && (
        <div id={listId} className="streams-hits" role="listbox" aria-label="Streams found">
          {streams.map((stream, place) => (
            <Hit
              key={stream.name}
              id={hitId(listId, place)}
              stream={stream}
              isActive={place === active}
              isShown={stream.name === shown}
              onChoose={() => choose(place, stream)}
              onMenu={(at) => onMenu({ target: { kind: 'stream', name: stream.name }, at })}
            />
          ))}
        </div>
      )}
    </>
  )
}

function foundText(total: number, shown: number): string {
  const found = `${counted(total, 'stream')} found`
  return total > shown ? `${found}, best ${countText(shown)} shown` : found
}

interface HitProps {
  readonly id: string
  readonly stream: StreamSummary
  readonly isActive: boolean
  readonly isShown: boolean
  readonly onChoose: () => void
  readonly onMenu: (at: StreamMenuPlace['at']) => void
}

function Hit({ id, stream, isActive, isShown, onChoose, onMenu }: HitProps) {
  const row = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (isActive) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isActive])

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field has the focus and takes the keys
    <div
      ref={row}
      id={id}
      className={isActive ? 'streams-hit streams-hit-active' : 'streams-hit'}
      role="option"
      aria-selected={isShown}
      onClick={onChoose}
      onContextMenu={(event) => {
        event.preventDefault()
        onMenu({ xPx: event.clientX, yPx: event.clientY })
      }}
    >
      <RowText name={stream.name} count={stream.version} />
    </div>
  )
}
