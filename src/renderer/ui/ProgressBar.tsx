import { counted as countedText, countText } from './count-text.ts'
import './ui.css'

interface ProgressBarProps {
  /** The id of the text that says what is under way. */
  readonly labelledBy: string
  readonly done: number
  /** Absent where nobody knows. */
  readonly total?: number | undefined
  /** How a count is written; default: its digits in groups. */
  readonly text?: (count: number) => string
  /** Events so far, to be shown in place of counts that mean nothing to people. */
  readonly counted?: number | undefined
}

/** How far something is: a bar, the count, and per cent where the whole is known. */
export function ProgressBar({ labelledBy, done, total, text = countText, counted }: ProgressBarProps) {
  const share = total === undefined || total === 0 ? undefined : Math.min(1, done / total)
  const whole = share === undefined ? '' : ` of ${text(total ?? 0)}`
  const said = counted === undefined ? `${text(done)}${whole}` : countedText(counted, 'event')
  // Nothing to say yet takes the room that something will.
  const shown = done === 0 && share === undefined ? '\u00a0' : said
  return (
    <div className="progress">
      <progress aria-labelledby={labelledBy} {...(share !== undefined && { value: share, max: 1 })} />
      <p className="quiet progress-text">
        {shown}
        {share !== undefined && ` · ${Math.floor(share * 100)} %`}
      </p>
    </div>
  )
}
