import { type ReactNode, useId, useRef, useState } from 'react'
import './popover.css'
import './ui.css'

interface PopoverProps {
  /** Of the button where it has no text, and of what it opens. */
  readonly label: string
  readonly buttonClass: string
  readonly button: ReactNode
  /** What is in it, made anew whenever it opens. */
  readonly children: (close: () => void) => ReactNode
}

/** A button with something small to do below it. Escape, and a click elsewhere, close it. */
export function Popover({ label, buttonClass, button, children }: PopoverProps) {
  const id = useId()
  const panel = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className={buttonClass}
        aria-label={label}
        title={label}
        aria-haspopup="dialog"
        aria-expanded={open}
        popoverTarget={id}
      >
        {button}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        className="popover-panel"
        role="dialog"
        aria-label={label}
        onToggle={({ newState }) => {
          setOpen(newState === 'open')
          if (newState === 'open') panel.current?.querySelector<HTMLElement>('[data-first]')?.focus()
        }}
        onBeforeToggle={({ newState }) => setOpen(newState === 'open')}
      >
        {open && children(() => panel.current?.hidePopover())}
      </div>
    </>
  )
}
