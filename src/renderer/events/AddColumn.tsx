import { type FormEvent, useId, useState } from 'react'
import { InvalidFilter } from '../../core/errors.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'

/** Makes a column of what is at a payload path. */
export function AddColumn({ explorer }: { readonly explorer: ExplorerStore }) {
  const [path, setPath] = useState('')
  const [failure, setFailure] = useState('')
  const id = useId()

  function submit(event: FormEvent): void {
    event.preventDefault()
    try {
      explorer.getState().showColumn(path.trim())
      setPath('')
    } catch (error) {
      if (!(error instanceof InvalidFilter)) throw error
      setFailure(error.message)
    }
  }

  return (
    <form className="add-column" onSubmit={submit}>
      <label className="label-text" htmlFor={id}>
        Column of a payload path
      </label>
      <div className="add-column-line">
        <input
          id={id}
          className="field"
          placeholder="data.total"
          spellCheck={false}
          value={path}
          aria-invalid={failure !== ''}
          aria-describedby={`${id}-failure`}
          onChange={(event) => {
            setPath(event.target.value)
            setFailure('')
          }}
        />
        <button type="submit" className="button" disabled={path.trim() === ''}>
          Add
        </button>
      </div>
      <p id={`${id}-failure`} className="add-column-failure" role="status">
        {failure}
      </p>
    </form>
  )
}
