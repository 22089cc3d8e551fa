import { Icon, type IconName } from './Icon.tsx'

interface IconButtonProps {
  readonly icon: IconName
  /** What it is called where the drawing is not seen. */
  readonly label: string
  /** What is said of it under the pointer; default: its label. */
  readonly title?: string
  /** It then does nothing, and keeps the focus where it has it. */
  readonly disabled?: boolean | undefined
  readonly onUse: (() => void) | undefined
}

/** A button that is a drawing. */
export function IconButton({ icon, label, title = label, disabled = false, onUse }: IconButtonProps) {
  return (
    <button
      type="button"
      className="button button-quiet button-icon"
      aria-label={label}
      title={title}
      aria-disabled={disabled}
      onClick={disabled ? undefined : onUse}
    >
      <Icon name={icon} />
    </button>
  )
}
