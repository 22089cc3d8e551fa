import { ProgressBar } from '../ui/ProgressBar.tsx'
import './app.css'

interface OpeningScreenProps {
  readonly what: string
  readonly done: number
  readonly total?: number
  readonly events?: number
  readonly onCancel: () => void
}

export function OpeningScreen({ what, done, total, events, onCancel }: OpeningScreenProps) {
  return (
    <main className="screen" aria-label="Opening">
      <section className="screen-card" aria-live="polite">
        <h1 className="screen-title">Epoch</h1>
        <p id="opening-what">{what}…</p>
        <ProgressBar labelledBy="opening-what" done={done} total={total} counted={events} />
        <div className="screen-actions">
          <button type="button" className="button" onClick={onCancel}>
            Cancel
          </button>
        </div>
      </section>
    </main>
  )
}
