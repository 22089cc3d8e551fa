import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react'
import { ContextMenu } from './ContextMenu.tsx'
import { containerText } from './container-text.ts'
import { JsonValue } from './JsonValue.tsx'
import { parseJsonNodes } from './json-nodes.ts'
import { type JsonRow, jsonRows, sizeOf } from './json-rows.ts'
import type { MenuItem } from './MenuList.tsx'
import { VirtualTree } from './VirtualTree.tsx'

interface JsonTreeProps {
  readonly label: string
  /** JSON; every number and text is shown as it is written here. */
  readonly text: string
  /** What stands at the end of a line. */
  readonly asideOf?: (line: JsonRow) => ReactNode
  /** What can be done with a line: its menu opens by a right click and by the keys that stand for one. */
  readonly menuOf?: (line: JsonRow) => readonly MenuItem[]
  /** Given every key before the tree looks at it. @returns whether it was taken */
  readonly onLineKey?: (line: JsonRow, event: KeyboardEvent) => boolean
}

const ROW_PX = 19

/** A JSON value as a tree to open and close. */
export function JsonTree({ label, text, asideOf, menuOf, onLineKey }: JsonTreeProps) {
  const [menu, setMenu] = useState<OpenMenu>()
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const root = useMemo(() => parseJsonNodes(text), [text])
  const rows = useMemo(() => jsonRows(root, turned), [root, turned])

  function toggle(place: number): void {
    const path = rows[place]?.path
    if (path === undefined) return
    setTurned((before) => {
      const after = new Set(before)
      if (!after.delete(path)) after.add(path)
      return after
    })
  }

  const of = <Given,>(place: number, use: ((line: JsonRow) => Given) | undefined): Given | undefined => {
    const line = rows[place]
    return line && use?.(line)
  }
  return (
    <>
      <VirtualTree
        label={label}
        className="json-tree"
        count={rows.length}
        rowPx={ROW_PX}
        rowsGrow
        rowAt={(place) => treeRow(rows[place], of(place, asideOf))}
        parentOf={(place) => rows[place]?.parent ?? -1}
        onToggle={toggle}
        onRowKey={(place, event) => of(place, (line) => onLineKey?.(line, event)) ?? false}
        {...(menuOf && {
          onRowMenu: (place, at) => setMenu({ at, items: of(place, menuOf) ?? [], serial: (menu?.serial ?? 0) + 1 }),
        })}
      />
      {menu && (
        <ContextMenu
          key={menu.serial}
          label="What to do with this value"
          items={menu.items}
          at={menu.at}
          onClose={() => setMenu((now) => (now === menu ? undefined : now))}
        />
      )}
    </>
  )
}

interface OpenMenu {
  readonly at: { readonly xPx: number; readonly yPx: number }
  readonly items: readonly MenuItem[]
  /** Tells it from the menu before, which goes when this one comes. */
  readonly serial: number
}

function treeRow(row: JsonRow | undefined, aside: ReactNode) {
  if (row === undefined) return { id: '', level: 1, state: 'leaf', selected: false, content: null } as const
  const state = sizeOf(row.node) === 0 ? 'leaf' : row.open ? 'open' : 'closed'
  const content = (
    <>
      <Line row={row} />
      {aside}
    </>
  )
  return { id: row.path, level: row.level, state, selected: false, content } as const
}

function Line({ row }: { readonly row: JsonRow }) {
  const { name, node, open } = row
  return (
    <span className="json-line">
      {name !== undefined && (
        <>
          <span className="json-key">{name}</span>
          <span className="json-quiet">: </span>
        </>
      )}
      {node.kind === 'object' || node.kind === 'array' ? (
        <span className="json-quiet">{containerText(node, open ? 'open' : 'closed')}</span>
      ) : (
        <JsonValue kind={node.kind} text={node.text} />
      )}
    </span>
  )
}
