import { type KeyboardEvent, useRef } from 'react'
import { useStore } from 'zustand'
import { HistoryPanel } from '../history/HistoryPanel.tsx'
import { WhatIfPanel } from '../history/WhatIfPanel.tsx'
import { Inspector } from '../inspector/Inspector.tsx'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { HistorySlice } from '../state/history-slice.ts'
import './side.css'

const sides: readonly (readonly [HistorySlice['side'], string])[] = [
  ['event', 'Event'],
  ['history', 'History'],
  ['what-if', 'What-if'],
]

/** The selected event, questions about the history of states, and alternatives to the history, one at a time. */
export function SidePanel({ explorer }: { readonly explorer: ExplorerStore }) {
  const side = useStore(explorer, (state) => state.side)
  const changing = useStore(explorer, (state) => state.activeWhatIf !== undefined)
  const list = useRef<HTMLDivElement>(null)
  const { showSide } = explorer.getState()

  function onKeyDown(event: KeyboardEvent): void {
    const place = sides.findIndex(([one]) => one === side)
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? sides.length - 1 : 0
    const [to] = sides[(place + step) % sides.length] ?? []
    if (step === 0 || to === undefined) return
    event.preventDefault()
    showSide(to)
    list.current?.querySelector<HTMLElement>(`[data-side="${to}"]`)?.focus()
  }

  return (
    <div className="side">
      <div ref={list} className="side-tabs" role="tablist" aria-label="Side" onKeyDown={onKeyDown}>
        {sides.map(([one, text]) => (
          <button
            key={one}
            type="button"
            className="side-tab"
            role="tab"
            data-side={one}
            aria-selected={one === side}
            aria-controls="side-panel"
            tabIndex={one === side ? 0 : -1}
            onClick={() => showSide(one)}
          >
            {text}
            {one === 'what-if' && changing && (
              <span className="side-mark">
                <span className="visually-hidden">, on</span>
              </span>
            )}
          </button>
        ))}
      </div>
      <div className="side-body" id="side-panel" role="tabpanel" aria-label={sides.find(([one]) => one === side)?.[1]}>
        {side === 'event' && <Inspector explorer={explorer} />}
        {side === 'history' && <HistoryPanel explorer={explorer} />}
        {side === 'what-if' && <WhatIfPanel explorer={explorer} />}
      </div>
    </div>
  )
}
