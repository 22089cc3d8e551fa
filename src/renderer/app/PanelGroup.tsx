import { type ReactNode, useEffect, useRef, useState } from 'react'
import {
  Group,
  type GroupImperativeHandle,
  type PanelImperativeHandle,
  type PanelSize,
  Panel as ResizablePanel,
  Separator,
} from 'react-resizable-panels'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { ClosablePanel } from '../state/layout-slice.ts'

interface PanelGroupProps {
  readonly explorer: ExplorerStore
  /** What its sizes are kept under. */
  readonly name: string
  readonly orientation: 'horizontal' | 'vertical'
  /** What the panels' sizes are to begin with, in percent, by their names. */
  readonly sizes: Readonly<Record<string, number>>
  readonly children: ReactNode
}

/** Panels side by side whose sizes are kept with the store. */
export function PanelGroup({ explorer, name, orientation, sizes, children }: PanelGroupProps) {
  const group = useRef<GroupImperativeHandle>(null)
  const resets = useStore(explorer, (state) => state.panelResets)
  const [{ kept, resetsBefore }] = useState(() => ({ kept: keptSizes(explorer, name, sizes), resetsBefore: resets }))

  useEffect(() => {
    if (resets > resetsBefore) group.current?.setLayout({ ...sizes })
  }, [resets, resetsBefore, sizes])

  return (
    <Group
      className="panel-group"
      groupRef={group}
      orientation={orientation}
      disableCursor
      defaultLayout={{ ...kept }}
      onLayoutChanged={(layout, { isUserInteraction }) => {
        if (isUserInteraction) explorer.getState().resizePanels(name, layout)
      }}
    >
      {children}
    </Group>
  )
}

/** Kept sizes of other panels than there are now are of no use. */
function keptSizes(
  explorer: ExplorerStore,
  name: string,
  sizes: PanelGroupProps['sizes'],
): Readonly<Record<string, number>> {
  const { [name]: kept } = explorer.getState().panels
  return kept !== undefined && Object.keys(sizes).every((panel) => kept[panel] !== undefined) ? kept : sizes
}

interface PanelProps {
  readonly name: string
  readonly minPx: number
  readonly children: ReactNode
}

/** A panel that is always there. */
export function Panel({ name, minPx, children }: PanelProps) {
  return (
    <ResizablePanel id={name} className="panel-slot" minSize={minPx}>
      {children}
    </ResizablePanel>
  )
}

interface ClosingPanelProps extends PanelProps {
  readonly explorer: ExplorerStore
  readonly name: ClosablePanel
}

/** A panel that can be closed, by dragging its divider to its edge too. What is in it cannot be reached meanwhile. */
export function ClosingPanel({ explorer, name, minPx, children }: ClosingPanelProps) {
  const panel = useRef<PanelImperativeHandle>(null)
  const closed = useStore(explorer, ({ closedPanels }) => closedPanels.includes(name))

  useEffect(() => {
    if (closed) panel.current?.collapse()
    else panel.current?.expand()
  }, [closed])

  function resized({ inPixels }: PanelSize, _id: unknown, before: PanelSize | undefined): void {
    if (before === undefined) return
    const { openPanel, closePanel, closedPanels } = explorer.getState()
    if (inPixels === 0 && !closedPanels.includes(name)) closePanel(name)
    else if (before.inPixels === 0 && inPixels > 0 && closedPanels.includes(name)) openPanel(name)
  }

  return (
    <ResizablePanel
      id={name}
      className="panel-slot"
      panelRef={panel}
      collapsible
      collapsedSize={0}
      minSize={minPx}
      onResize={resized}
    >
      <div className="panel-content" data-region={name} inert={closed}>
        {children}
      </div>
    </ResizablePanel>
  )
}

/** A double click on it gives the panel before it its first size again; Enter closes that panel or opens it. */
export function Divider({ label }: { readonly label: string }) {
  return <Separator className="divider" aria-label={label} />
}
