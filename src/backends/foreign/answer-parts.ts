/** Nothing that the process says is taken on trust: a stranger's file may have taken it over. */
export class StrangeAnswer extends Error {
  constructor(what: string) {
    super(`the process that reads a foreign store answered without ${what}`)
  }
}

type Members = Readonly<Record<string, unknown>>

export function members(value: unknown, what: string): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new StrangeAnswer(what)
  return { ...value }
}

export function list(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new StrangeAnswer(what)
  return value
}

export function text(value: unknown, what: string): string {
  if (typeof value !== 'string') throw new StrangeAnswer(what)
  return value
}

export function texts(value: unknown, what: string): readonly string[] {
  return list(value, what).map((one) => text(one, what))
}

export function whole(value: unknown, what: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new StrangeAnswer(what)
  return value
}

export function flag(value: unknown, what: string): boolean {
  if (typeof value !== 'boolean') throw new StrangeAnswer(what)
  return value
}

export function oneOf<Choice>(value: unknown, choices: readonly Choice[], what: string): Choice {
  const choice = choices.find((one) => one === value)
  if (choice === undefined) throw new StrangeAnswer(what)
  return choice
}
