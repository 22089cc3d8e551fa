import type { HistoryInput } from './recognise-history.ts'

/** Bytes that come only once. What is looked at is kept until the text is read, which lets go of the source when it ends. */
export function pipedInput(source: AsyncIterable<Uint8Array>): HistoryInput {
  const rest = source[Symbol.asyncIterator]()
  const taken: Uint8Array[] = []

  async function* peeked(): AsyncGenerator<Uint8Array, void> {
    for (let index = 0; ; index++) {
      const chunk = taken[index]
      if (chunk) yield chunk
      else {
        const { value, done } = await rest.next()
        if (done) return
        taken.push(value)
        yield value
      }
    }
  }

  async function* chunks(): AsyncGenerator<Uint8Array, void> {
    try {
      for (let chunk = taken.shift(); chunk; chunk = taken.shift()) yield chunk
      for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
    } finally {
      await rest.return?.()
    }
  }

  return { peeked: { [Symbol.asyncIterator]: peeked }, chunks: { [Symbol.asyncIterator]: chunks } }
}
