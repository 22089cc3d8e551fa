import { useId, useRef } from 'react'
import { checkJson } from '../../core/json-check.ts'
import { lineAndColumn } from './line-and-column.ts'

interface JsonFieldProps {
  readonly label: string
  readonly text: string
  /** How many to make room for. */
  readonly lines: number
  /** What is wrong with what it says, where it is JSON. */
  readonly failure: string | undefined
  readonly hint?: string
  readonly onChange: (text: string) => void
}

/** A text field for JSON, which says what is no JSON in it and goes to the place. */
export function JsonField({ label, text, lines, failure, hint, onChange }: JsonFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const fieldId = useId()
  const noteId = useId()
  const fault = text.trim() === '' ? undefined : checkJson(text)
  const isWrong = fault !== undefined || failure !== undefined

  function goToFault(at: number): void {
    field.current?.focus()
    field.current?.setSelectionRange(at, at + 1)
  }

  return (
    <div className="draft-field">
      <label htmlFor={fieldId}>{label}</label>
      <textarea
        ref={field}
        id={fieldId}
        className="field"
        rows={lines}
        value={text}
        spellCheck={false}
        aria-invalid={isWrong}
        aria-describedby={noteId}
        onChange={({ target }) => onChange(target.value)}
      />
      <p id={noteId} className={isWrong ? 'draft-failure' : 'quiet'}>
        {fault ? (
          <>
            <button type="button" className="link" onClick={() => goToFault(fault.at)}>
              {lineAndColumn(text, fault.at)}
            </button>
            : {fault.message}
          </>
        ) : (
          (failure ?? hint)
        )}
      </p>
    </div>
  )
}
