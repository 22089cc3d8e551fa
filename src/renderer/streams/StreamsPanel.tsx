import { useId, useState } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { StreamHits } from './StreamHits.tsx'
import { StreamsField } from './StreamsField.tsx'
import { StreamsTree } from './StreamsTree.tsx'
import './streams.css'

/** Who is in the log: categories and their streams, or those that fit what is written. A click narrows the log to one of them. */
export function StreamsPanel({ explorer }: { readonly explorer: ExplorerStore }) {
  const isFinding = useStore(explorer, (state) => state.streamsText !== '')
  const [active, setActive] = useState(0)
  const listId = useId()
  return (
    <section className="panel" aria-label="Streams">
      <StreamsField explorer={explorer} listId={listId} active={active} onActive={setActive} />
      <StreamsCount explorer={explorer} />
      {isFinding ? (
        <StreamHits explorer={explorer} listId={listId} active={active} onActive={setActive} />
      ) : (
        <StreamsTree explorer={explorer} />
      )}
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
