/** Numbers for names, from 0 in order of appearance. */
export class NameNumbers<Name> {
  readonly #numbers = new Map<Name, number>()

  /** All names, each at the place of its number. */
  get names(): readonly Name[] {
    return [...this.#numbers.keys()]
  }

  numberOf(name: Name): number {
    const known = this.#numbers.get(name)
    if (known !== undefined) return known
    const number = this.#numbers.size
    this.#numbers.set(name, number)
    return number
  }
}
