import { type FormEvent, useId, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'

/** Puts one more stream beside the others: what is typed is completed with names that fit. */
export function AddLane({ explorer }: { readonly explorer: ExplorerStore }) {
  const finds = useStore(explorer, (state) => state.laneFinds)
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const id = useId()

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (text.trim() === '') return
    explorer.getState().addLaneNamed(text.trim())
    setText('')
    field.current?.focus()
  }

  return (
    <form className="add-lane" onSubmit={submit}>
      <input
        ref={field}
        className="field"
        aria-label="Add a stream"
        placeholder="Add a stream…"
        list={id}
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          if (event.target.value.trim() !== '') explorer.getState().findLane(event.target.value.trim())
        }}
      />
      <datalist id={id}>
        {finds.map((stream) => (
          <option key={stream} value={stream} />
        ))}
      </datalist>
      <button type="submit" className="button" disabled={text.trim() === ''}>
        Add
      </button>
    </form>
  )
}
