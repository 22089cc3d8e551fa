import { Icon, type IconName } from './Icon.tsx'

interface IconButtonProps {
  readonly icon: IconName
  /** What it is called where the drawing is not seen. */
  readonly label: string
  /** What is said of it under the pointer; default: its label. */
  readonly title?: string
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
      disabled={disabled}
      onClick={onUse}
    >
      <Icon name={icon} />
    </button>
  )
}
