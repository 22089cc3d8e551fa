import { type ReactNode, useRef } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'

interface PickedFileProps {
  readonly explorer: ExplorerStore
  /** What has the person pick; given the way to begin it. */
  readonly children: (pick: () => void) => ReactNode
}

/** Has a person pick a file of their own machine and opens it: in the shell's dialog where there is one, else as a copy. */
export function PickedFile({ explorer, children }: PickedFileProps) {
  const takesDrops = useStore(explorer, ({ dropsGoTo }) => dropsGoTo === 'page')
  const input = useRef<HTMLInputElement>(null)
  if (!takesDrops) return children(() => void explorer.getState().chooseFile())
  return (
    <>
      {children(() => input.current?.click())}
      <input
        ref={input}
        type="file"
        hidden
        aria-label="File to import"
        onChange={({ target }) => {
          const file = target.files?.[0]
          target.value = ''
          if (file !== undefined) void explorer.getState().takeDropped(file, 'open')
        }}
      />
    </>
  )
}
