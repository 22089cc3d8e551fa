import { counted } from '../../ui/count-text.ts'

export interface Problems {
  readonly count: number
  /** The first of them. */
  readonly first: { readonly line: number; readonly message: string } | undefined
}

interface SourceProblemsProps {
  /** Absent until they were looked for. */
  readonly problems: Problems | undefined
  /** Why types are not known at all. */
  readonly failure: string | undefined
  readonly onList: () => void
}

/** What is wrong with the source in one line, which screen readers hear whenever it changes, and how to leave the editor by keyboard. */
export function SourceProblems({ problems, failure, onList }: SourceProblemsProps) {
  const first = problems?.first
  return (
    <div className="source-problems">
      <span className="source-problem" role="status">
        {failure === undefined && first !== undefined ? (
          <button type="button" className="link" title="List them (Ctrl+Shift+M); F8 goes to the next" onClick={onList}>
            {counted(problems?.count ?? 0, 'problem')} · line {first.line}: {first.message}
          </button>
        ) : (
          <span className="quiet">{standing(problems, failure)}</span>
        )}
      </span>
      <span className="source-leaving quiet">Esc, then Tab, leaves</span>
    </div>
  )
}

function standing(problems: Problems | undefined, failure: string | undefined): string {
  if (failure !== undefined) return `No types: ${failure}`
  return problems === undefined ? 'Reading the types…' : 'No problems'
}
