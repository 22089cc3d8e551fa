interface FilterMarkProps {
  readonly text: string
  /** Where the text is no filter, from 1; one past its end where something is missing. */
  readonly column: number
  /** How far the field has been scrolled, in pixels. */
  readonly scrolledPx: number
}

/** Underlines, behind the field's text, what is wrong in it: from a column to the end of what stands there. */
export function FilterMark({ text, column, scrolledPx }: FilterMarkProps) {
  const before = text.slice(0, column - 1)
  const wrong = /^\s*[^\s]*/.exec(text.slice(column - 1))?.[0] ?? ''
  return (
    <div className="filter-mark" aria-hidden="true">
      <span className="filter-mark-text" style={{ transform: `translateX(${-scrolledPx}px)` }}>
        {before}
        <span className="filter-wrong">{wrong === '' ? ' ' : wrong}</span>
      </span>
    </div>
  )
}
