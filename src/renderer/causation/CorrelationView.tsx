import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { Correlation } from '../state/correlation-slice.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { CausalTree } from './CausalTree.tsx'
import { CorrelationHead } from './CorrelationHead.tsx'
import { causalForest } from './causal-forest.ts'
import { causalSummary } from './causal-summary.ts'
import { NoCorrelation } from './NoCorrelation.tsx'
import { createSightStore } from './sight-store.ts'
import { type AxisKind, trackAxis } from './track-axis.ts'
import './causation.css'

/** All events of one correlation, across streams: which caused which, and when. */
export function CorrelationView({ explorer }: { readonly explorer: ExplorerStore }) {
  const correlation = useStore(explorer, (state) => state.correlation)
  if (correlation === undefined) return <NoCorrelation explorer={explorer} />
  return <Shown explorer={explorer} correlation={correlation} />
}

interface ShownProps {
  readonly explorer: ExplorerStore
  readonly correlation: Correlation
}

function Shown({ explorer, correlation }: ShownProps) {
  const { events, of } = correlation
  const knowsTimes = useStore(explorer, ({ status }) => status?.capabilities.time ?? true)
  const [chosen, setChosen] = useState<AxisKind>('time')
  const kind = knowsTimes ? chosen : 'order'
  // biome-ignore lint/correctness/useExhaustiveDependencies: another correlation is looked at as a whole
  const sight = useMemo(createSightStore, [of])
  const nodes = useMemo(() => causalForest(events), [events])
  const summary = useMemo(() => causalSummary(nodes), [nodes])
  const axis = useMemo(() => trackAxis(kind, nodes, summary), [kind, nodes, summary])
  return (
    <section className="correlation" aria-label="Correlation">
      <CorrelationHead
        explorer={explorer}
        correlation={correlation}
        summary={summary}
        axis={knowsTimes ? kind : undefined}
        sight={sight}
        onAxis={setChosen}
      />
      {nodes.length > 0 && <CausalTree explorer={explorer} nodes={nodes} axis={axis} sight={sight} />}
    </section>
  )
}
