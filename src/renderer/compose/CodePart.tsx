import { useMemo, useState } from 'react'
import { EpochError } from '../../core/errors.ts'
import { builtEvents, type Composing } from '../state/composing.ts'
import { parseExpected } from '../state/expected-version.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { composedCode } from './composed-code.ts'

const MAX_LINES = 14

/** The same as code, which an application could run. */
export function CodePart({ composing }: { readonly composing: Composing }) {
  const [open, setOpen] = useState(false)
  return (
    <details className="compose-code" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>As EventBuilder code</summary>
      {open && <Code composing={composing} />}
    </details>
  )
}

function Code({ composing }: { readonly composing: Composing }) {
  const made = useMemo(() => codeOf(composing), [composing])
  if ('fault' in made) return <p className="quiet">Not yet: {made.fault}.</p>
  return (
    <div className="compose-code-shown">
      <textarea
        className="field"
        aria-label="EventBuilder code"
        readOnly
        spellCheck={false}
        rows={Math.min(MAX_LINES, made.code.split('\n').length)}
        value={made.code}
      />
      <CopyButton label="Copy the code" text={made.code} />
    </div>
  )
}

function codeOf(composing: Composing): { readonly code: string } | { readonly fault: string } {
  const built = builtEvents(composing)
  if ('failure' in built) return { fault: built.failure.message }
  try {
    return { code: composedCode(built.events, parseExpected(composing.expected)) }
  } catch (error) {
    if (!(error instanceof EpochError)) throw error
    return { fault: error.message }
  }
}
