import { useState } from 'react'
import type { ExplorerStore } from '../state/explorer-store.ts'

interface WhatIfNameProps {
  readonly explorer: ExplorerStore
  readonly name: string
}

/** The name of a what-if to be edited, and the way to be rid of it. What is typed counts once the field is left. */
export function WhatIfName({ explorer, name }: WhatIfNameProps) {
  const [typed, setTyped] = useState(name)
  const { renameWhatIf, removeWhatIf } = explorer.getState()
  return (
    <form
      className="what-if-choice"
      onSubmit={(event) => {
        event.preventDefault()
        renameWhatIf(name, typed)
      }}
    >
      <input
        type="text"
        className="field"
        aria-label="Name of the what-if"
        autoComplete="off"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={() => renameWhatIf(name, typed)}
      />
      <button type="button" className="button" onClick={() => removeWhatIf(name)}>
        Delete
      </button>
    </form>
  )
}
