import { counted } from '../../ui/count-text.ts'

export interface Problems {
  readonly count: number
  /** The first of them. */
  readonly first: { readonly line: number; readonly message: string } | undefined
}

interface SourceProblemsProps {
  readonly problems: Problems
  /** Why types are not known at all. */
  readonly failure: string | undefined
  readonly onList: () => void
}

/** What is wrong with the source in one line, which screen readers hear whenever it changes, and how to leave the editor by keyboard. */
export function SourceProblems({ problems: { count, first }, failure, onList }: SourceProblemsProps) {
  return (
    <div className="source-problems">
      <span className="source-problem" role="status">
        {failure !== undefined && <span className="quiet">No types: {failure}</span>}
        {failure === undefined && first === undefined && <span className="quiet">No problems</span>}
        {failure === undefined && first !== undefined && (
          <button type="button" className="link" title="List them (Ctrl+Shift+M); F8 goes to the next" onClick={onList}>
            {counted(count, 'problem')} · line {first.line}: {first.message}
          </button>
        )}
      </span>
      <span className="source-leaving quiet">Esc, then Tab, leaves</span>
    </div>
  )
}
