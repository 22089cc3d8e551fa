import { useMemo, useState } from 'react'
import { counted } from './count-text.ts'
import { parseJsonNodes } from './json-nodes.ts'
import { type JsonRow, jsonRows, sizeOf } from './json-rows.ts'
import { VirtualTree } from './VirtualTree.tsx'

interface JsonTreeProps {
  readonly label: string
  /** JSON; every number and text is shown as it is written here. */
  readonly text: string
}

const ROW_PX = 19

/** Characters of one text shown before one asks for all of it. */
const LONG_TEXT = 2000

/** A JSON value as a tree to open and close. */
export function JsonTree({ label, text }: JsonTreeProps) {
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

  return (
    <VirtualTree
      label={label}
      className="json-tree"
      count={rows.length}
      rowPx={ROW_PX}
      rowsGrow
      rowAt={(place) => treeRow(rows[place])}
      parentOf={(place) => rows[place]?.parent ?? -1}
      onToggle={toggle}
    />
  )
}

function treeRow(row: JsonRow | undefined) {
  if (row === undefined) return { id: '', level: 1, state: 'leaf', selected: false, content: null } as const
  const state = sizeOf(row.node) === 0 ? 'leaf' : row.open ? 'open' : 'closed'
  return { id: row.path, level: row.level, state, selected: false, content: <Line row={row} /> } as const
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
        <span className="json-quiet">{containerText(row, open)}</span>
      ) : (
        <Value kind={node.kind} text={node.text} />
      )}
    </span>
  )
}

function Value({ kind, text }: { readonly kind: 'string' | 'number' | 'word'; readonly text: string }) {
  const [whole, setWhole] = useState(false)
  if (whole || text.length <= LONG_TEXT) return <span className={`json-${kind}`}>{text}</span>
  return (
    <>
      <span className={`json-${kind}`}>{text.slice(0, LONG_TEXT)}</span>
      <button type="button" className="link" onClick={() => setWhole(true)}>
        … all {counted(text.length, 'character')}
      </button>
    </>
  )
}

function containerText({ node }: JsonRow, open: boolean): string {
  const size = sizeOf(node)
  if (node.kind === 'object') return size === 0 ? '{}' : open ? '{' : `{ ${counted(size, 'member')} }`
  return size === 0 ? '[]' : open ? '[' : `[ ${counted(size, 'item')} ]`
}
