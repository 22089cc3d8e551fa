/** The same items, the next one asked for while the one at hand is worked on. */
export async function* readAhead<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item, void> {
  const iterator = items[Symbol.asyncIterator]()
  try {
    for (let next = iterator.next(); ; ) {
      const { value, done } = await next
      if (done) return
      next = iterator.next()
      // Its failure is met where it is awaited, which may be later than it fails.
      next.catch(() => {})
      yield value
    }
  } finally {
    await iterator.return?.()
  }
}
