import { useState } from 'react'
import { counted } from './count-text.ts'
import { FoundText } from './FoundText.tsx'

/** Characters of one text shown before one asks for more. */
export const LONG_TEXT = 2000

/** Characters that are added at a time, which a browser lays out at once. */
const MORE_TEXT = 100_000

interface JsonValueProps {
  readonly kind: 'string' | 'number' | 'word'
  /** As it is written, a text with its quotes. */
  readonly text: string
  /** What is marked in it. */
  readonly sought?: string
}

/** A value without members, whole or until one asks for more. */
export function JsonValue({ kind, text, sought = '' }: JsonValueProps) {
  const [most, setMost] = useState(LONG_TEXT)
  const className = `json-${kind}`
  if (text.length <= most)
    return (
      <span className={className}>
        <FoundText text={text} sought={sought} />
      </span>
    )
  const next = most + MORE_TEXT
  return (
    <>
      <span className={className}>
        <FoundText text={text.slice(0, most)} sought={sought} />
      </span>
      <button type="button" className="link" onClick={() => setMost(next)}>
        {next >= text.length
          ? `… all ${counted(text.length, 'character')}`
          : `… more of ${counted(text.length, 'character')}`}
      </button>
    </>
  )
}
