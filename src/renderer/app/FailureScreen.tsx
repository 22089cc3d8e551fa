import type { ReactNode } from 'react'
import type { ErrorRecord } from '../../core/errors.ts'
import { Icon } from '../ui/Icon.tsx'
import '../ui/ui.css'
import './app.css'

interface FailureScreenProps {
  readonly failure: ErrorRecord
  /** Ways out. */
  readonly actions: ReactNode
}

/** Why there is no store to show, and what one can do. */
export function FailureScreen({ failure, actions }: FailureScreenProps) {
  return (
    <main className="screen" aria-labelledby="failure-title">
      <section className="screen-card" role="alert" aria-labelledby="failure-title">
        <h1 id="failure-title" className="screen-title">
          <Icon name="warning" /> This could not be opened
        </h1>
        <p>{sentence(failure.message)}</p>
        <p className="quiet">
          Code <code className="mono">{failure.code}</code>
        </p>
        <div className="screen-actions">{actions}</div>
      </section>
    </main>
  )
}

function sentence(text: string): string {
  const capital = text.slice(0, 1).toUpperCase() + text.slice(1)
  return /[.!?]$/.test(capital) ? capital : `${capital}.`
}
