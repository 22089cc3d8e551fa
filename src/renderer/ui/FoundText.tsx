import { partsAround } from './json-find.ts'

interface FoundTextProps {
  readonly text: string
  /** '' marks nothing. */
  readonly sought: string
}

/** A text with what is looked for marked in it. */
export function FoundText({ text, sought }: FoundTextProps) {
  // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text are told apart by their place alone
  return partsAround(text, sought).map((part, at) => (at % 2 === 1 ? <mark key={at}>{part}</mark> : part))
}
