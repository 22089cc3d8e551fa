import { InvalidArgumentError } from 'commander'

interface Bounds {
  readonly from?: number
  readonly to?: number
}

/** Reads an argument that is a whole number, both bounds inclusive: from 0, and exact, if nothing else is said. */
export function wholeNumber({ from = 0, to = Number.MAX_SAFE_INTEGER }: Bounds = {}): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= from && value <= to) return value
    throw new InvalidArgumentError(`It must be a whole number from ${from} to ${to}.`)
  }
}
