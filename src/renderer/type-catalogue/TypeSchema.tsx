import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { ShapePeriod } from '../../core/event-shape/event-shape.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { ShownType } from '../state/type-catalogue-slice.ts'
import { counted } from '../ui/count-text.ts'
import { VirtualTree } from '../ui/VirtualTree.tsx'
import { PositionLink } from './PositionLink.tsx'
import { type SchemaRow, schemaRows } from './schema-rows.ts'

interface TypeSchemaProps {
  readonly explorer: ExplorerStore
  readonly shown: ShownType
}

/** What the type's data looks like, by some of its events: a tree of fields for each stretch in which it looks alike. */
export function TypeSchema({ explorer, shown: { type } }: TypeSchemaProps) {
  const shape = useStore(explorer, (state) => state.eventShapes.get(type))
  return (
    <section className="type-part" aria-label="Schema">
      <div className="type-part-head">
        <h3 className="section-title">Schema</h3>
        <span className="type-note quiet">
          {shape === undefined ? 'Looking…' : `by ${counted(shape.sampled, 'event')} looked at`}
        </span>
      </div>
      {shape?.periods.map((period) => (
        <div key={period.from}>
          {shape.periods.length > 1 && <PeriodTitle explorer={explorer} period={period} />}
          <SchemaTree key={`${type} ${period.from}`} period={period} />
        </div>
      ))}
    </section>
  )
}

function PeriodTitle({ explorer, period }: { readonly explorer: ExplorerStore; readonly period: ShapePeriod }) {
  return (
    <p className="type-period quiet">
      From position <PositionLink explorer={explorer} position={period.from} /> to{' '}
      <PositionLink explorer={explorer} position={period.upTo} />
    </p>
  )
}

const ROW_PX = 20

const nothingClosed: ReadonlySet<string> = new Set()

function SchemaTree({ period }: { readonly period: ShapePeriod }) {
  const [closed, setClosed] = useState(nothingClosed)
  const rows = useMemo(() => schemaRows(period.data, closed), [period, closed])
  if (rows.length === 0) return <p className="type-none quiet">No fields.</p>
  return (
    <VirtualTree
      label="Fields"
      className="schema-tree"
      count={rows.length}
      rowPx={ROW_PX}
      rowAt={(place) => {
        const row = rows[place]
        return {
          id: row?.id ?? '',
          level: row?.level ?? 1,
          state: row?.state ?? 'leaf',
          selected: false,
          content: row && <SchemaText row={row} />,
        }
      }}
      parentOf={(place) => rows[place]?.parent ?? -1}
      onToggle={(place, next) => {
        const id = rows[place]?.id
        if (id === undefined) return
        const others = [...closed].filter((one) => one !== id)
        setClosed(new Set(next === 'closed' ? [...others, id] : others))
      }}
    />
  )
}

function SchemaText({ row: { name, kinds, optional } }: { readonly row: SchemaRow }) {
  return (
    <>
      <span className="schema-name" title={name}>
        {name === '' ? '""' : name}
      </span>
      <span className="schema-kinds quiet" title={kinds}>
        {kinds}
      </span>
      {optional && <span className="badge schema-optional">optional</span>}
    </>
  )
}
