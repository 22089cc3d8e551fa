import type { ReactNode } from 'react'
import './ui.css'

interface ChoiceProps<Value extends string> {
  readonly label: string
  /** Each a value and what is shown of it. */
  readonly options: readonly (readonly [value: Value, shown: ReactNode])[]
  readonly value: Value
  readonly onChoose: (value: Value) => void
}

/** One of a few, all in sight. */
export function Choice<Value extends string>({ label, options, value, onChoose }: ChoiceProps<Value>) {
  return (
    <fieldset className="choice" aria-label={label}>
      {options.map(([one, shown]) => (
        <button
          key={one}
          type="button"
          className="choice-button"
          aria-pressed={one === value}
          onClick={() => onChoose(one)}
        >
          {shown}
        </button>
      ))}
    </fieldset>
  )
}
