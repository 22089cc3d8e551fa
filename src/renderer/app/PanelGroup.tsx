import { type ReactNode, useState } from 'react'
import { Group, Panel as ResizablePanel, Separator } from 'react-resizable-panels'
import type { ExplorerStore } from '../state/explorer-store.ts'

interface PanelGroupProps {
  readonly explorer: ExplorerStore
  /** What its sizes are kept under. */
  readonly name: string
  readonly orientation: 'horizontal' | 'vertical'
  readonly children: ReactNode
}

/** Panels side by side whose sizes are kept with the store. */
export function PanelGroup({ explorer, name, orientation, children }: PanelGroupProps) {
  const [kept] = useState(() => explorer.getState().panels[name])
  return (
    <Group
      className="panel-group"
      orientation={orientation}
      disableCursor
      defaultLayout={kept && { ...kept }}
      onLayoutChanged={(layout, { isUserInteraction }) => {
        if (isUserInteraction) explorer.getState().resizePanels(name, layout)
      }}
    >
      {children}
    </Group>
  )
}

interface PanelProps {
  readonly name: string
  /** To begin with, in percent. */
  readonly size: `${number}%`
  readonly minPx: number
  readonly children: ReactNode
}

export function Panel({ name, size, minPx, children }: PanelProps) {
  return (
    <ResizablePanel id={name} className="panel-slot" defaultSize={size} minSize={minPx}>
      {children}
    </ResizablePanel>
  )
}

export function Divider({ label }: { readonly label: string }) {
  return <Separator className="divider" aria-label={label} />
}
