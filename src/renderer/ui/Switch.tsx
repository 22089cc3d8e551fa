import './ui.css'

interface SwitchProps {
  readonly label: string
  readonly checked: boolean
  readonly onChange: (next: 'on' | 'off') => void
}

export function Switch({ label, checked, onChange }: SwitchProps) {
  return (
    <button
      type="button"
      className="switch"
      role="switch"
      aria-checked={checked}
      onClick={() => onChange(checked ? 'off' : 'on')}
    >
      <span className="switch-track" />
      {label}
    </button>
  )
}
