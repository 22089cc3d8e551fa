import { useEffect } from 'react'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { ReadModelView } from '../state/projection-port.ts'
import type { ProjectionTab } from '../state/projection-tab.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { countText } from '../ui/count-text.ts'
import { JsonTree } from '../ui/JsonTree.tsx'

const PAGE = 100

interface ReadModelJsonProps {
  readonly explorer: ExplorerStore
  readonly tab: ProjectionTab
  readonly view: ReadModelView
}

/** The read model as one JSON object with a member per key, a page of keys at a time. */
export function ReadModelJson({ explorer, tab: { id, shown }, view }: ReadModelJsonProps) {
  const from = Math.floor(shown.from / PAGE) * PAGE
  const turnTo = (page: number): void => explorer.getState().showReadModel(id, { ...shown, from: page, limit: PAGE })

  useEffect(() => {
    if (shown.from !== from || shown.limit !== PAGE)
      explorer.getState().showReadModel(id, { ...shown, from, limit: PAGE })
  }, [explorer, id, shown, from])

  const rows = view.rows.slice(0, PAGE)
  const text = `{${rows.map(({ key, json }) => `${JSON.stringify(key)}:${json}`).join(',')}}`
  return (
    <div className="read-model-json">
      <JsonTree label="Read model as JSON" text={text} />
      <div className="read-model-pages">
        <CopyButton label="Copy the JSON" text={text} />
        {view.total > PAGE && (
          <>
            <button type="button" className="button" disabled={from === 0} onClick={() => turnTo(from - PAGE)}>
              Previous
            </button>
            <span className="quiet">
              {countText(from + 1)}–{countText(Math.min(view.total, from + rows.length))} of {countText(view.total)}
            </span>
            <button
              type="button"
              className="button"
              disabled={from + PAGE >= view.total}
              onClick={() => turnTo(from + PAGE)}
            >
              Next
            </button>
          </>
        )}
      </div>
    </div>
  )
}
