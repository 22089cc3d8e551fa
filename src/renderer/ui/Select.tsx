import './ui.css'

interface SelectProps {
  readonly label: string
  readonly value: string
  /** Each a value and what is shown of it. */
  readonly options: readonly (readonly [value: string, text: string])[]
  /** What is shown for '', which can be chosen where this is given. */
  readonly without?: string
  readonly onChange: (value: string) => void
}

export function Select({ label, value, options, without, onChange }: SelectProps) {
  return (
    <label className="label-text">
      {label}
      <select className="select" value={value} onChange={(event) => onChange(event.target.value)}>
        {without !== undefined && <option value="">{without}</option>}
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}
