import { countText } from './count-text.ts'
import './ui.css'

interface ProgressBarProps {
  /** The id of the text that says what is under way. */
  readonly labelledBy: string
  readonly done: number
  /** Absent where nobody knows. */
  readonly total: number | undefined
  /** How a count is written; default: its digits in groups. */
  readonly text?: (count: number) => string
}

/** How far something is: a bar, the count, and per cent where the whole is known. */
export function ProgressBar({ labelledBy, done, total, text = countText }: ProgressBarProps) {
  const share = total === undefined || total === 0 ? undefined : Math.min(1, done / total)
  return (
    <div className="progress">
      <progress aria-labelledby={labelledBy} {...(share !== undefined && { value: share, max: 1 })} />
      <p className="quiet progress-text">
        {text(done)}
        {share !== undefined && ` of ${text(total ?? 0)} · ${Math.floor(share * 100)} %`}
      </p>
    </div>
  )
}
