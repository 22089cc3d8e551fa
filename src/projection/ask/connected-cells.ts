/** Which cells have to do with which others: a step that is for several of them sees the states of all. */
export class ConnectedCells {
  /** By cell: another one of its group, or itself. */
  readonly #groups = new Map<string, string>()

  /** @param keys the cells of one step */
  see([first, ...others]: readonly string[]): void {
    if (first === undefined) return
    const root = this.#rootOf(first)
    for (const other of others) this.#groups.set(this.#rootOf(other), root)
  }

  /** The cells of a cell's group, itself among them. */
  cellsWith(key: string): ReadonlySet<string> {
    if (!this.#groups.has(key)) return new Set()
    const root = this.#rootOf(key)
    return new Set([...this.#groups.keys()].filter((cell) => this.#rootOf(cell) === root))
  }

  #rootOf(key: string): string {
    let root = key
    for (;;) {
      const next = this.#groups.get(root) ?? root
      this.#groups.set(root, next)
      if (next === root) break
      root = next
    }
    this.#groups.set(key, root)
    return root
  }
}
