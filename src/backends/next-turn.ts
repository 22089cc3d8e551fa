/** Lets others have their turn between two parts of long work: a store in memory would go on without a pause. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
