/** Up to this many rows are found without sorting all. */
const MAX_KEPT = 4096

/**
 * The `from`-th to `until`-th of `count` places, 0 to `count` - 1, in an order; places that are equal in it stay in their own.
 *
 * @param compare two places, as for a sort
 */
export function topRows(
  count: number,
  { from, until }: { readonly from: number; readonly until: number },
  compare: (one: number, other: number) => number,
): readonly number[] {
  const inOrder = (one: number, other: number): number => compare(one, other) || one - other
  const kept = Math.min(until, count)
  if (from >= kept) return []
  if (kept > MAX_KEPT || kept * 8 > count)
    return Array.from({ length: count }, (_, at) => at)
      .sort(inOrder)
      .slice(from, kept)
  const heap = Array.from({ length: kept }, (_, at) => at).sort((one, other) => inOrder(other, one))
  for (let place = kept; place < count; place++)
    if (inOrder(place, heap[0] ?? 0) < 0) {
      heap[0] = place
      sink(heap, inOrder)
    }
  return heap.sort(inOrder).slice(from, kept)
}

/** Takes a heap's root, whose place is the greatest of all, down to where it belongs. */
function sink(heap: number[], inOrder: (one: number, other: number) => number): void {
  const sinking = heap[0] ?? 0
  let at = 0
  for (;;) {
    let next = 2 * at + 1
    if (next >= heap.length) break
    if (next + 1 < heap.length && inOrder(heap[next] ?? 0, heap[next + 1] ?? 0) < 0) next++
    if (inOrder(heap[next] ?? 0, sinking) <= 0) break
    heap[at] = heap[next] ?? 0
    at = next
  }
  heap[at] = sinking
}
