const MAX_MESSAGE_CHARACTERS = 2048

/** What was thrown, in words: anything can be thrown, even what cannot be made text. */
export function saying(thrown: unknown): string {
  try {
    const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
    return text.slice(0, MAX_MESSAGE_CHARACTERS)
  } catch {
    return 'something that cannot be shown was thrown'
  }
}
