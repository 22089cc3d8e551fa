import { useState } from 'react'
import { counted } from './count-text.ts'

/** Characters of one text shown before one asks for all of it. */
export const LONG_TEXT = 2000

interface JsonValueProps {
  readonly kind: 'string' | 'number' | 'word'
  /** As it is written, a text with its quotes. */
  readonly text: string
}

/** A value without members, whole or until one asks for the rest. */
export function JsonValue({ kind, text }: JsonValueProps) {
  const [whole, setWhole] = useState(false)
  if (whole || text.length <= LONG_TEXT) return <span className={`json-${kind}`}>{text}</span>
  return (
    <>
      <span className={`json-${kind}`}>{text.slice(0, LONG_TEXT)}</span>
      <button type="button" className="link" onClick={() => setWhole(true)}>
        … all {counted(text.length, 'character')}
      </button>
    </>
  )
}
