import { useId } from 'react'

interface DraftFieldProps {
  readonly label: string
  readonly text: string
  /** What is wrong with it, shown in place. */
  readonly failure: string | undefined
  readonly hint?: string
  /** Id of a datalist with texts to choose from. */
  readonly listId?: string
  /** How many lines of JSON to make room for; without it the field is one line. */
  readonly lines?: number
  readonly onChange: (text: string) => void
}

export function DraftField({ label, text, failure, hint, listId, lines, onChange }: DraftFieldProps) {
  const fieldId = useId()
  const noteId = useId()
  const note = failure ?? hint
  const common = {
    id: fieldId,
    className: 'field',
    value: text,
    spellCheck: false,
    'aria-invalid': failure !== undefined,
    'aria-describedby': note === undefined ? undefined : noteId,
    onChange: (event: { readonly target: { readonly value: string } }) => onChange(event.target.value),
  }
  return (
    <div className="draft-field">
      <label htmlFor={fieldId}>{label}</label>
      {lines === undefined ? (
        <input type="text" autoComplete="off" list={listId} {...common} />
      ) : (
        <textarea rows={lines} {...common} />
      )}
      {note !== undefined && (
        <p id={noteId} className={failure === undefined ? 'quiet' : 'draft-failure'} role={failure && 'alert'}>
          {note}
        </p>
      )}
    </div>
  )
}
