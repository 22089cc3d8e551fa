import { useId, useState } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { hitId, StreamHits } from './StreamHits.tsx'
import { StreamMenu, type StreamMenuPlace } from './StreamMenu.tsx'
import { StreamsField } from './StreamsField.tsx'
import { StreamsTree } from './StreamsTree.tsx'
import './streams.css'

/** Who is in the log: categories and their streams, or those that fit what is written. A click narrows the log to one of them. */
export function StreamsPanel({ explorer }: { readonly explorer: ExplorerStore }) {
  const isFinding = useStore(explorer, (state) => state.streamsText !== '')
  const [active, setActive] = useState(0)
  const [menu, setMenu] = useState<StreamMenuPlace>()
  const listId = useId()

  function openMenuOfActive(): void {
    const stream = explorer.getState().streamHits?.streams[active]
    const row = document.getElementById(hitId(listId, active))?.getBoundingClientRect()
    if (stream === undefined || row === undefined) return
    setMenu({ target: { kind: 'stream', name: stream.name }, at: { xPx: row.left + 24, yPx: row.bottom } })
  }

  return (
    <section className="panel" aria-label="Streams">
      <StreamsField
        explorer={explorer}
        listId={listId}
        active={active}
        onActive={setActive}
        onMenu={openMenuOfActive}
      />
      <StreamsCount explorer={explorer} />
      {isFinding ? (
        <StreamHits explorer={explorer} listId={listId} active={active} onActive={setActive} onMenu={setMenu} />
      ) : (
        <StreamsTree explorer={explorer} />
      )}
      {menu && <StreamMenu explorer={explorer} {...menu} onClose={() => setMenu(undefined)} />}
    </section>
  )
}

/** Said while a store that has no list of its streams is looked through for them. */
function StreamsCount({ explorer }: { readonly explorer: ExplorerStore }) {
  const counting = useStore(explorer, ({ status }) => status !== undefined && status.summary.streams === undefined)
  if (!counting) return null
  return (
    <p className="streams-found quiet" role="status">
      Counting streams: …
    </p>
  )
}
