import { type FormEvent, useRef } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Dialog } from '../ui/Dialog.tsx'
import './dialogs.css'

export function GoToDialog({ explorer }: { readonly explorer: ExplorerStore }) {
  const open = useStore(explorer, (state) => state.goToOpen)
  return open ? <GoToForm explorer={explorer} /> : null
}

function GoToForm({ explorer }: { readonly explorer: ExplorerStore }) {
  const answer = useStore(explorer, (state) => state.goToAnswer)
  const field = useRef<HTMLInputElement>(null)

  function submit(event: FormEvent): void {
    event.preventDefault()
    void explorer.getState().goTo(field.current?.value ?? '')
  }

  return (
    <Dialog title="Go to" onClose={() => explorer.getState().closeGoTo()}>
      <form className="go-to" aria-label="Go to" onSubmit={submit}>
        <div className="go-to-row">
          <input
            ref={field}
            className="field"
            aria-label="Where to"
            aria-describedby="go-to-hint"
            placeholder="1234 · order-17@3 · an event id · 2026-03-01 10:22:31"
            spellCheck={false}
          />
          <button type="submit" className="button button-primary">
            Go
          </button>
        </div>
        <p id="go-to-hint" className="quiet">
          A position, an event id, stream@version, or a line of a log with a time in it. Times without a zone are UTC.
        </p>
        <p role="status" className={answer?.kind === 'nowhere' ? 'note note-warning' : 'go-to-answer'}>
          {answer?.text ?? ''}
        </p>
      </form>
    </Dialog>
  )
}
