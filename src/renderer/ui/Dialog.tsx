import { type ReactNode, useId, useRef } from 'react'
import { Icon } from './Icon.tsx'
import { useModal } from './use-modal.ts'
import './ui.css'

interface DialogProps {
  readonly title: string
  /** `wide` for what has tables in it. */
  readonly size?: 'wide'
  /** Called when the person closes it, with Escape too; it stays until it is no longer rendered. */
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A modal dialog: it takes the focus and gives it back. */
export function Dialog({ title, size, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()

  useModal(dialog)

  return (
    <dialog
      ref={dialog}
      className={size === 'wide' ? 'dialog dialog-wide' : 'dialog'}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div className="dialog-head">
        <h2 className="dialog-title" id={titleId}>
          {title}
        </h2>
        <button type="button" className="button button-quiet button-icon" aria-label="Close" onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <div className="dialog-body">{children}</div>
    </dialog>
  )
}
