import { type FormEvent, useId, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { shapePaths } from '../../core/event-shape/shape-paths.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { whyNoPath } from '../state/why-no-path.ts'

const MOST_OFFERED = 200

/** Makes a column of what is at a payload path; paths that events have are offered. */
export function AddColumn({ explorer }: { readonly explorer: ExplorerStore }) {
  const [path, setPath] = useState('')
  const [failure, setFailure] = useState('')
  const shapes = useStore(explorer, (state) => state.eventShapes)
  const offered = useMemo(() => shapePaths(shapes).slice(0, MOST_OFFERED), [shapes])
  const field = useRef<HTMLInputElement>(null)
  const id = useId()

  function submit(event: FormEvent): void {
    event.preventDefault()
    const why = whyNoPath(() => explorer.getState().showColumn(path.trim()))
    setFailure(why)
    if (why !== '') return
    setPath('')
    field.current?.focus()
  }

  return (
    <form className="add-column" onSubmit={submit}>
      <label className="label-text" htmlFor={id}>
        Column of a payload path
      </label>
      <div className="add-column-line">
        <input
          ref={field}
          id={id}
          className="field"
          placeholder="data.total"
          list={`${id}-paths`}
          spellCheck={false}
          value={path}
          aria-invalid={failure !== ''}
          aria-describedby={`${id}-failure`}
          onFocus={explorer.getState().wantEventShapes}
          onChange={(event) => {
            setPath(event.target.value)
            setFailure('')
          }}
        />
        <datalist id={`${id}-paths`}>
          {offered.map(({ text }) => (
            <option key={text} value={text} />
          ))}
        </datalist>
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
