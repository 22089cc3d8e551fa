interface TermTextProps {
  readonly label: string
  readonly example: string
  readonly value: string
  /** `first`: it has the focus when the form opens. */
  readonly place?: 'first'
  /** The id of the list of what is offered for it. */
  readonly list?: string
  readonly onFocus?: () => void
  readonly onChange: (value: string) => void
}

/** A text of a term, as the language of filters has it. */
export function TermText({ label, example, value, place, list, onFocus, onChange }: TermTextProps) {
  return (
    <label className="label-text">
      {label}
      <input
        className="field mono"
        placeholder={example}
        list={list}
        spellCheck={false}
        autoComplete="off"
        data-first={place}
        value={value}
        onFocus={onFocus}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  )
}
