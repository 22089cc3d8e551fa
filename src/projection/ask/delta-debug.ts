/**
 * A smallest part of a list, in its order, that still passes: without any one of its items it does not. This is ddmin of Zeller and
 * Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", IEEE Transactions on Software Engineering 28 (2002).
 *
 * @param items pass as they are
 * @param passes is asked of parts of them, none of which is all
 */
export async function deltaDebug<Item>(
  items: readonly Item[],
  passes: (part: readonly Item[]) => Promise<boolean>,
): Promise<readonly Item[]> {
  let left = items
  let parts = 2
  while (left.length > 0) {
    const chunks = split(left, Math.min(parts, left.length))
    const smaller = await firstThatPasses(chunks, left, passes)
    if (smaller === undefined) {
      if (chunks.length === left.length) return left
      parts = chunks.length * 2
    } else {
      left = smaller.part
      parts = smaller.isChunk ? 2 : Math.max(chunks.length - 1, 2)
    }
  }
  return left
}

async function firstThatPasses<Item>(
  chunks: readonly (readonly Item[])[],
  all: readonly Item[],
  passes: (part: readonly Item[]) => Promise<boolean>,
): Promise<{ readonly part: readonly Item[]; readonly isChunk: boolean } | undefined> {
  if (chunks.length > 1) for (const part of chunks) if (await passes(part)) return { part, isChunk: true }
  if (chunks.length === 2) return undefined
  let from = 0
  for (const chunk of chunks) {
    const part = [...all.slice(0, from), ...all.slice(from + chunk.length)]
    if (await passes(part)) return { part, isChunk: false }
    from += chunk.length
  }
  return undefined
}

/** As many parts as asked for, of about the same length. */
function split<Item>(items: readonly Item[], parts: number): readonly (readonly Item[])[] {
  return Array.from({ length: parts }, (_, at) =>
    items.slice(Math.floor((at * items.length) / parts), Math.floor(((at + 1) * items.length) / parts)),
  )
}
