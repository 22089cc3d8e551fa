import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { EventType } from '../../core/event.ts'
import type { TypeSummary } from '../../core/log-index.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { typeMark, typeMarks } from '../state/type-mark.ts'
import { countText, shortCountText } from '../ui/count-text.ts'
import { VirtualTree } from '../ui/VirtualTree.tsx'
import { shareText } from './share-text.ts'
import { TypeMarkShape } from './TypeMarkShape.tsx'
import { TypeMenu, type TypeMenuPlace } from './TypeMenu.tsx'

interface TypesTreeProps {
  readonly explorer: ExplorerStore
  readonly types: readonly TypeSummary[]
}

const ROW_PX = 24

export function TypesTree({ explorer, types }: TypesTreeProps) {
  const names = useStore(explorer, (state) => state.types)
  const shown = useStore(explorer, ({ view }) => (view.types?.length === 1 ? view.types[0] : undefined))
  const all = useStore(explorer, (state) => state.status?.summary.events ?? 0)
  const marks = useMemo(() => typeMarks(names), [names])
  const most = useMemo(() => Math.max(1, ...types.map(({ events }) => events)), [types])
  const [menu, setMenu] = useState<TypeMenuPlace>()

  return (
    <>
      <VirtualTree
        label="Types"
        className="types-tree"
        count={types.length}
        rowPx={ROW_PX}
        rowAt={(place) => {
          const type = types[place]
          return {
            id: type?.name ?? '',
            level: 1,
            state: 'leaf',
            selected: type !== undefined && type.name === shown,
            content: type && (
              <>
                <TypeMarkShape mark={typeMark(marks, type.name)} />
                <TypeText type={type} all={all} most={most} />
              </>
            ),
          }
        }}
        parentOf={() => -1}
        onToggle={() => {}}
        onActivate={(place) => {
          const name = types[place]?.name
          if (name !== undefined) activate(explorer, name)
        }}
        onRowMenu={(place, at) => {
          const type = types[place]?.name
          if (type !== undefined) setMenu({ type, at })
        }}
      />
      {menu && <TypeMenu explorer={explorer} {...menu} onClose={() => setMenu(undefined)} />}
    </>
  )
}

/** Narrows the log to a type; where it is narrowed to that already, or the side shows types, shows what is known of it. */
function activate(explorer: ExplorerStore, type: EventType): void {
  const { view, side, setView, openType } = explorer.getState()
  const isOnly = view.types?.length === 1 && view.types[0] === type
  if (!isOnly) setView({ types: [type] })
  if (isOnly || side === 'type') openType(type)
}

interface TypeTextProps {
  readonly type: TypeSummary
  /** How many events the store has, and the most frequent of the types. */
  readonly all: number
  readonly most: number
}

function TypeText({ type: { name, events }, all, most }: TypeTextProps) {
  return (
    <>
      <span className="types-name" title={name}>
        {name}
      </span>
      <span className="types-share" aria-hidden="true">
        <span className="types-bar" style={{ width: `${(events / most) * 100}%` }} />
      </span>
      <span className="types-number quiet" title={`${countText(events)} events, ${shareText(events, all)} of all`}>
        {shortCountText(events)}
      </span>
    </>
  )
}
