import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { trackOf, type Watch, watchText } from '../state/watch-slice.ts'
import { counted, countText } from '../ui/count-text.ts'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { VirtualList } from '../ui/VirtualList.tsx'

/** Paths of cells whose changes are followed; of the focused one every change is listed. */
export function WatchList({ explorer }: { readonly explorer: ExplorerStore }) {
  const watches = useStore(explorer, (state) => state.watches)
  const focused = useStore(explorer, (state) => state.focusedTrack)
  return (
    <section className="history-part" aria-label="Watched paths">
      <h3 className="history-part-title">Watched paths</h3>
      {watches.length === 0 && (
        <p className="history-none quiet">Open a cell as a tree and choose “Watch this path” of a value.</p>
      )}
      {watches.map((watch) => (
        <WatchPart key={watch.id} explorer={explorer} watch={watch} focused={trackOf(watch.id) === focused} />
      ))}
    </section>
  )
}

interface WatchPartProps {
  readonly explorer: ExplorerStore
  readonly watch: Watch
  readonly focused: boolean
}

function WatchPart({ explorer, watch, focused }: WatchPartProps) {
  const { id, projection, changes, complete, failure } = watch
  const text = watchText(watch)
  const { focusTrack, endWatch } = explorer.getState()
  const part = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (focused) part.current?.scrollIntoView({ block: 'nearest' })
  }, [focused])

  return (
    <div className="watch" ref={part}>
      <div className="watch-head">
        <button
          type="button"
          className="watch-name"
          aria-expanded={focused}
          title={`${text} in ${projection}`}
          onClick={() => focusTrack(trackOf(id))}
        >
          <Icon name={focused ? 'down' : 'right'} />
          <span className="track-swatch track-watch" aria-hidden="true" />
          <span className="watch-text">{text}</span>
          <span className="quiet">
            {countText(changes.length)}
            {!complete && '+'}
          </span>
        </button>
        {changes.some(isNumber) && <ChartButton explorer={explorer} watch={watch} text={text} />}
        <IconButton icon="close" label={`Stop watching ${text}`} title="Stop watching" onUse={() => endWatch(id)} />
      </div>
      {failure && (
        <p className="note note-failure find-note" role="alert">
          {failure.message}
        </p>
      )}
      {focused && <Changes explorer={explorer} watch={watch} />}
    </div>
  )
}

function isNumber({ value }: Watch['changes'][number]): boolean {
  return value !== undefined && /^-?\d/.test(value)
}

interface ChartButtonProps {
  readonly explorer: ExplorerStore
  readonly watch: Watch
  readonly text: string
}

function ChartButton({ explorer, watch: { tab, key, path }, text }: ChartButtonProps) {
  const { activateProjection, addChartLine, setReadForm } = explorer.getState()
  return (
    <button
      type="button"
      className="button button-quiet button-icon"
      aria-label={`Show ${text} in the chart`}
      title="Show in the chart"
      onClick={() => {
        activateProjection(tab)
        addChartLine(tab, { key, path })
        setReadForm(tab, 'chart')
      }}
    >
      <Icon name="chart" />
    </button>
  )
}

function Changes({ explorer, watch: { changes, complete, progress } }: Omit<WatchPartProps, 'focused'>) {
  const playhead = useStore(explorer, (state) => state.playhead)
  const current = changes.findLastIndex(({ position }) => position <= playhead)
  if (changes.length === 0) return <p className="history-none quiet">{progress ? 'Looking…' : 'No change so far'}</p>
  return (
    <>
      <VirtualList
        label="Changes"
        count={changes.length}
        rowPx={22}
        idAt={(place) => String(changes[place]?.position)}
        current={current}
        onChoose={(place) => {
          const change = changes[place]
          if (change) explorer.getState().scrubTo(change.position)
        }}
        rowAt={(place) => {
          const change = changes[place]
          return (
            change && (
              <>
                <span className="history-position">{countText(change.position)}</span>
                <span className="history-value mono" title={change.value}>
                  {change.value ?? <span className="quiet">gone</span>}
                </span>
              </>
            )
          )
        }}
      />
      {!complete && <p className="history-none quiet">The first {counted(changes.length, 'change')}</p>}
    </>
  )
}
