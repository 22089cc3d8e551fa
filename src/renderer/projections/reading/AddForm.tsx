import { type FormEvent, type ReactNode, useId } from 'react'
import { Icon } from '../../ui/Icon.tsx'

interface AddFormProps {
  /** Whether what is filled in can be added. */
  readonly isWhole: boolean
  readonly onAdd: () => void
  readonly onCancel: () => void
  readonly children: ReactNode
}

/** A form in a row of what is read: Enter adds, Escape cancels. */
export function AddForm({ isWhole, onAdd, onCancel, children }: AddFormProps) {
  function add(event: FormEvent): void {
    event.preventDefault()
    if (isWhole) onAdd()
  }

  return (
    <form
      className="read-condition"
      onSubmit={add}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel()
      }}
    >
      {children}
      <button type="submit" className="button button-small" disabled={!isWhole}>
        Add
      </button>
      <button type="button" className="button button-quiet button-icon" aria-label="Cancel" onClick={onCancel}>
        <Icon name="close" />
      </button>
    </form>
  )
}

interface SuggestingFieldProps {
  readonly label: string
  readonly title?: string
  readonly value: string
  readonly suggestions: readonly string[]
  readonly isWrong?: boolean
  /** Whether it takes the focus when it comes: the form opens where the person just asked for it. */
  readonly isFirst?: boolean
  readonly onChange: (value: string) => void
}

/** A text that may be anything, with some that are likely. */
export function SuggestingField(props: SuggestingFieldProps) {
  const { label, title, value, suggestions, isWrong = false, isFirst = false, onChange } = props
  const listId = useId()
  return (
    <>
      <input
        className="field mono"
        aria-label={label}
        aria-invalid={isWrong}
        title={title}
        list={listId}
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: it is where the person who opened the form goes on
        autoFocus={isFirst}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      <datalist id={listId}>
        {suggestions.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </>
  )
}
