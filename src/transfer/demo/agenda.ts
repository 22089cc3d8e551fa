interface Entry {
  readonly at: number
  /** Breaks ties in the order things were planned, so that a run is the same every time. */
  readonly order: number
  readonly act: () => void
}

/** What is going to happen, by time: a binary heap. */
export class Agenda {
  readonly #heap: Entry[] = []
  #planned = 0

  plan(at: number, act: () => void): void {
    const heap = this.#heap
    const entry = { at, order: this.#planned++, act }
    let place = heap.length
    heap.push(entry)
    while (place > 0) {
      const parentPlace = (place - 1) >> 1
      const parent = heap[parentPlace]
      if (parent === undefined || !isBefore(entry, parent)) break
      heap[place] = parent
      place = parentPlace
    }
    heap[place] = entry
  }

  /** Takes out what happens next. */
  next(): Entry | undefined {
    const first = this.#heap[0]
    const last = this.#heap.pop()
    if (last !== undefined && last !== first) this.#sink(last)
    return first
  }

  #sink(entry: Entry): void {
    const heap = this.#heap
    let place = 0
    for (;;) {
      let childPlace = place * 2 + 1
      let child = heap[childPlace]
      if (child === undefined) break
      const sibling = heap[childPlace + 1]
      if (sibling !== undefined && isBefore(sibling, child)) {
        child = sibling
        childPlace += 1
      }
      if (!isBefore(child, entry)) break
      heap[place] = child
      place = childPlace
    }
    heap[place] = entry
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order)
}
