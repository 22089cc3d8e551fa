import { type FormEvent, useId, useState } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { whyNoPath } from '../state/why-no-path.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { useKeptFocus } from '../ui/use-kept-focus.ts'
import './masks.css'

/** Which payload paths nobody is to see, to be added and taken away. */
export function MasksDialog({ explorer }: { readonly explorer: ExplorerStore }) {
  const open = useStore(explorer, (state) => state.masksOpen)
  if (!open) return null
  return <Masks explorer={explorer} />
}

function Masks({ explorer }: { readonly explorer: ExplorerStore }) {
  // Its content changes with them.
  useStore(explorer, (state) => state.masks)
  const focus = useKeptFocus<HTMLDivElement>('button, input')
  return (
    <Dialog title="Masks" onClose={() => explorer.getState().closeMasks()}>
      <div className="dialog-stack" {...focus}>
        <p>
          What is at these paths is shown as <span className="mono">***</span> on screen, in everything that is copied
          and in every file. They are kept with this store. A state that a projection makes of such a value is not
          masked: the projection reads the whole event.
        </p>
        <MaskList explorer={explorer} />
        <AddMask explorer={explorer} />
      </div>
    </Dialog>
  )
}

function MaskList({ explorer }: { readonly explorer: ExplorerStore }) {
  const masks = useStore(explorer, (state) => state.masks)
  if (masks.length === 0) return <p className="quiet">Nothing is masked.</p>
  return (
    <ul className="mask-list" aria-label="Masked paths">
      {masks.map((path) => (
        <li key={path} className="mask">
          <Icon name="lock" />
          <span className="mask-path mono">{path}</span>
          <IconButton
            icon="close"
            label={`Mask ${path} no longer`}
            onUse={() => explorer.getState().unmaskPath(path)}
          />
        </li>
      ))}
    </ul>
  )
}

function AddMask({ explorer }: { readonly explorer: ExplorerStore }) {
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState('')
  const id = useId()

  function submit(event: FormEvent): void {
    event.preventDefault()
    const why = whyNoPath(() => explorer.getState().maskPath(text.trim()))
    setWrong(why)
    if (why === '') setText('')
  }

  return (
    <form className="mask-add" aria-label="Add a mask" onSubmit={submit}>
      <label className="label-text" htmlFor={id}>
        Path
      </label>
      <div className="mask-add-row">
        <input
          id={id}
          className="field mono"
          spellCheck={false}
          placeholder="data.customer.email"
          value={text}
          aria-invalid={wrong !== ''}
          aria-describedby={`${id}-hint`}
          onChange={(event) => {
            setText(event.target.value)
            setWrong('')
          }}
        />
        <button type="submit" className="button">
          Mask
        </button>
      </div>
      <p id={`${id}-hint`} role="status" className={wrong === '' ? 'quiet' : 'mask-wrong'}>
        {wrong === ''
          ? 'A name that comes to a list leads into each of its items: data.lines.name masks every name.'
          : wrong}
      </p>
    </form>
  )
}
