import { type ReactNode, useMemo, useState } from 'react'
import { changedPart } from './changed-part.ts'
import { containerText } from './container-text.ts'
import { countText } from './count-text.ts'
import { JsonValue, LONG_TEXT } from './JsonValue.tsx'
import { type JsonDiff, jsonDiff } from './json-diff.ts'
import { type DiffRow, jsonDiffRows } from './json-diff-rows.ts'
import { type JsonNode, jsonNodesOf } from './json-nodes.ts'
import { VirtualTree } from './VirtualTree.tsx'

interface JsonDiffTreeProps {
  readonly label: string
  /** JSON; absent where there is nothing on that side. */
  readonly before: string | undefined
  readonly after: string | undefined
}

const ROW_PX = 19

/** How one JSON value differs from another, as a tree: what is the same on both sides is folded away until one asks. */
export function JsonDiffTree({ label, before, after }: JsonDiffTreeProps) {
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const diff = useMemo(() => diffOf(before, after), [before, after])
  const rows = useMemo(() => (diff === undefined ? [] : jsonDiffRows(diff, turned)), [diff, turned])

  function toggle(place: number): void {
    const path = rows[place]?.path
    if (path === undefined) return
    setTurned((now) => {
      const next = new Set(now)
      if (!next.delete(path)) next.add(path)
      return next
    })
  }

  if (diff === undefined) return <p className="json-note quiet">What is no JSON cannot be compared.</p>
  return (
    <VirtualTree
      label={label}
      className="json-tree json-diff"
      count={rows.length}
      rowPx={ROW_PX}
      rowsGrow
      rowAt={(place) => treeRow(rows[place])}
      parentOf={(place) => rows[place]?.parent ?? -1}
      onToggle={toggle}
    />
  )
}

/** Undefined where a side is no JSON, or both are absent. */
function diffOf(before: string | undefined, after: string | undefined): JsonDiff | undefined {
  const [from, to] = [before, after].map((text) => (text === undefined ? undefined : jsonNodesOf(text)))
  if (before === undefined) return to && { kind: 'added', node: to }
  if (after === undefined) return from && { kind: 'removed', node: from }
  return from && to && jsonDiff(from, to)
}

function treeRow(row: DiffRow | undefined) {
  if (row === undefined) return { id: '', level: 1, state: 'leaf', selected: false, content: null } as const
  return { id: row.path, level: row.level, state: row.state, selected: false, content: <Line row={row} /> } as const
}

function Line({ row: { name, shows, state } }: { readonly row: DiffRow }) {
  return (
    <span className={`json-line ${lineClass(shows)}`}>
      {name !== undefined && (
        <>
          <span className="json-key">{name}</span>
          <span className="json-quiet">: </span>
        </>
      )}
      {shown(shows, state === 'open' ? 'open' : 'closed')}
    </span>
  )
}

function lineClass(shows: DiffRow['shows']): string {
  if (shows.kind === 'value') return `diff-${shows.change}`
  return shows.kind === 'changed' ? 'diff-changed' : ''
}

function shown(shows: DiffRow['shows'], state: 'open' | 'closed'): ReactNode {
  switch (shows.kind) {
    case 'inside':
      return <span className="json-quiet">{shows.of === 'object' ? '{' : '['}</span>
    case 'rest':
      return <span className="json-quiet">… {countText(shows.count)} the same</span>
    case 'changed':
      return <Changed before={shows.before} after={shows.after} />
    case 'value':
      if (shows.change === 'same') return <Node node={shows.node} state={state} />
      if (shows.change === 'added')
        return (
          <ins>
            <Node node={shows.node} state={state} />
          </ins>
        )
      return (
        <del>
          <Node node={shows.node} state={state} />
        </del>
      )
  }
}

function Node({ node, state }: { readonly node: JsonNode; readonly state: 'open' | 'closed' }) {
  if (node.kind === 'object' || node.kind === 'array')
    return <span className="json-quiet">{containerText(node, state)}</span>
  return <JsonValue kind={node.kind} text={node.text} />
}

function Changed({ before, after }: { readonly before: JsonNode; readonly after: JsonNode }) {
  if (before.kind === 'string' && after.kind === 'string' && isLong(before.text, after.text))
    return <ChangedText before={before.text} after={after.text} />
  return (
    <>
      <del>
        <Node node={before} state="closed" />
      </del>
      <span className="json-quiet"> → </span>
      <ins>
        <Node node={after} state="closed" />
      </ins>
    </>
  )
}

/** Shorter texts are compared at a glance; what differs in longer ones is marked. */
const MARK_FROM = 40

function isLong(before: string, after: string): boolean {
  return Math.max(before.length, after.length) >= MARK_FROM
}

/** Characters of what two long texts have in common that are shown beside where they differ. */
const CONTEXT = 40

/** Two texts, with what differs marked in both; of long ones what is the same is cut until one asks for it. */
function ChangedText({ before, after }: { readonly before: string; readonly after: string }) {
  const [whole, setWhole] = useState(false)
  const part = changedPart(before, after)
  const cut = !whole && Math.max(before.length, after.length) > LONG_TEXT
  const shownPart = (text: string): string => (cut && text.length > LONG_TEXT ? `${text.slice(0, LONG_TEXT)}…` : text)
  const begin = cut && part.begin.length > CONTEXT ? `…${part.begin.slice(-CONTEXT)}` : part.begin
  const end = cut && part.end.length > CONTEXT ? `${part.end.slice(0, CONTEXT)}…` : part.end
  return (
    <>
      <del>
        <span className="json-string">
          {begin}
          <mark>{shownPart(part.before)}</mark>
          {end}
        </span>
      </del>
      <span className="json-quiet"> → </span>
      <ins>
        <span className="json-string">
          {begin}
          <mark>{shownPart(part.after)}</mark>
          {end}
        </span>
      </ins>
      {cut && (
        <button type="button" className="link" onClick={() => setWhole(true)}>
          both whole
        </button>
      )}
    </>
  )
}
