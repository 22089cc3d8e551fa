import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useState } from 'react'
import { ContextMenu } from './ContextMenu.tsx'
import { containerText } from './container-text.ts'
import { countText } from './count-text.ts'
import { FoundText } from './FoundText.tsx'
import { JsonValue } from './JsonValue.tsx'
import type { JsonFind } from './json-find.ts'
import { type JsonNode, jsonNodesOf } from './json-nodes.ts'
import { type JsonRow, JsonRows } from './json-rows.ts'
import type { MenuItem } from './MenuList.tsx'
import { RawText } from './RawText.tsx'
import { VirtualTree } from './VirtualTree.tsx'

interface JsonTreeProps {
  readonly label: string
  /** JSON; every number and text is shown as it is written here. What is no JSON is shown as it is. */
  readonly text: string
  /** What stands at the end of a line. */
  readonly asideOf?: (line: JsonRow) => ReactNode
  /** What can be done with a line: its menu opens by a right click and by the keys that stand for one. */
  readonly menuOf?: (line: JsonRow) => readonly MenuItem[]
  /** Given every key before the tree looks at it. @returns whether it was taken */
  readonly onLineKey?: (line: JsonRow, event: KeyboardEvent) => boolean
  /** What is looked for in it, and the hit to go to. */
  readonly find?: JsonFind
}

/** A JSON value of any size as a tree to open and close. */
export function JsonTree(props: JsonTreeProps) {
  const root = useMemo(() => jsonNodesOf(props.text), [props.text])
  if (root !== undefined) return <Tree {...props} root={root} />
  return (
    <>
      <p className="json-note quiet">This is not JSON; its text as it is stored:</p>
      <RawText label={props.label} text={props.text} {...(props.find && { find: props.find })} />
    </>
  )
}

const ROW_PX = 19

/** Where there are more, each line takes one row: heights of so many are not measured. */
const GROWING_ROWS = 5000

/** What a browser can scroll through. */
const MOST_ROWS = 1_500_000

function Tree({ label, root, asideOf, menuOf, onLineKey, find }: JsonTreeProps & { readonly root: JsonNode }) {
  const [menu, setMenu] = useState<OpenMenu>()
  const [{ turned, goTo }, setShown] = useState<Shown>({ turned: new Set(), goTo: undefined })
  const rows = useMemo(() => new JsonRows(root, turned), [root, turned])
  const hit = find?.shown

  useEffect(() => {
    if (hit !== undefined) setShown(({ turned: before }) => shownAt(root, before, hit.offset))
  }, [hit, root])

  const of = <Given,>(place: number, use: ((line: JsonRow) => Given) | undefined): Given | undefined => {
    const line = rows.at(place)
    return line && use?.(line)
  }
  return (
    <>
      <VirtualTree
        label={label}
        className={treeClass(rows.count, hit)}
        count={Math.min(rows.count, MOST_ROWS)}
        rowPx={ROW_PX}
        {...(rows.count <= GROWING_ROWS && { rowsGrow: true })}
        rowAt={(place) => treeRow(rows.at(place), of(place, asideOf), find?.sought ?? '')}
        parentOf={(place) => rows.at(place)?.parent ?? -1}
        onToggle={(place) =>
          of(place, ({ path }) => setShown((now) => ({ ...now, turned: withTurned(now.turned, [path]) })))
        }
        onRowKey={(place, event) => of(place, (line) => onLineKey?.(line, event)) ?? false}
        {...(goTo && { goTo })}
        {...(menuOf && {
          onRowMenu: (place, at) => setMenu({ at, items: of(place, menuOf) ?? [], serial: (menu?.serial ?? 0) + 1 }),
        })}
      />
      {rows.count > MOST_ROWS && <p className="json-note quiet">The first {countText(MOST_ROWS)} lines are shown.</p>}
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

function treeClass(count: number, hit: object | undefined): string {
  const long = count > GROWING_ROWS ? ' json-tree-long' : ''
  return `json-tree${long}${hit === undefined ? '' : ' json-tree-found'}`
}

interface Shown {
  /** Paths of what was opened or closed by hand. */
  readonly turned: ReadonlySet<string>
  /** Where a hit is. */
  readonly goTo: { readonly place: number } | undefined
}

/** With all open around a character of the text. */
function shownAt(root: JsonNode, before: ReadonlySet<string>, offset: number): Shown {
  const turned = withTurned(before, new JsonRows(root, before).closedAround(offset))
  return { turned, goTo: { place: new JsonRows(root, turned).placeOf(offset) } }
}

interface OpenMenu {
  readonly at: { readonly xPx: number; readonly yPx: number }
  readonly items: readonly MenuItem[]
  /** Tells it from the menu before, which goes when this one comes. */
  readonly serial: number
}

/** What was turned, with these paths turned once more. */
function withTurned(turned: ReadonlySet<string>, paths: readonly string[]): ReadonlySet<string> {
  const after = new Set(turned)
  for (const path of paths) if (!after.delete(path)) after.add(path)
  return paths.length === 0 ? turned : after
}

function treeRow(row: JsonRow | undefined, aside: ReactNode, sought: string) {
  if (row === undefined) return { id: '', level: 1, state: 'leaf', selected: false, content: null } as const
  const state = row.node.size === 0 ? 'leaf' : row.open ? 'open' : 'closed'
  const content = (
    <>
      <Line row={row} sought={sought} />
      {aside}
    </>
  )
  return { id: row.path, level: row.level, state, selected: false, content } as const
}

function Line({ row: { name, node, open }, sought }: { readonly row: JsonRow; readonly sought: string }) {
  return (
    <span className="json-line">
      {name !== undefined && (
        <>
          <span className="json-key">
            <FoundText text={name} sought={sought} />
          </span>
          <span className="json-quiet">: </span>
        </>
      )}
      {node.kind === 'object' || node.kind === 'array' ? (
        <span className="json-quiet">{containerText(node, open ? 'open' : 'closed')}</span>
      ) : (
        <JsonValue kind={node.kind} text={node.text} sought={sought} />
      )}
    </span>
  )
}
