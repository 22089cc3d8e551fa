import { ProgressBar } from '../ui/ProgressBar.tsx'
import './app.css'

interface OpeningScreenProps {
  readonly what: string
  readonly done: number
  readonly total?: number
  readonly events?: number
}

export function OpeningScreen({ what, done, total, events }: OpeningScreenProps) {
  return (
    <main className="screen" aria-label="Opening">
      <section className="screen-card" aria-live="polite">
        <h1 className="screen-title">Epoch</h1>
        <p id="opening-what">{what}…</p>
        <ProgressBar labelledBy="opening-what" done={done} total={total} counted={events} />
      </section>
    </main>
  )
}
