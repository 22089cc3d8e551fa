import { countText } from '../ui/count-text.ts'
import './app.css'

interface OpeningScreenProps {
  readonly what: string
  readonly done: number
  readonly total: number | undefined
}

export function OpeningScreen({ what, done, total }: OpeningScreenProps) {
  return (
    <main className="screen" aria-label="Opening">
      <section className="screen-card" aria-live="polite">
        <h1 className="screen-title">Epoch</h1>
        <p id="opening-what">{what}…</p>
        <progress
          className="screen-progress"
          aria-labelledby="opening-what"
          {...(total && { value: done, max: total })}
        />
        <p className="quiet">
          {done > 0 ? countText(done) : ' '}
          {total ? ` of ${countText(total)}` : ''}
        </p>
      </section>
    </main>
  )
}
