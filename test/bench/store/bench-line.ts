export interface BenchLine {
  readonly name: string
  readonly figure: number
  readonly unit: string
  /** The same work done the bare way in the same run. */
  readonly anchor?: number
  readonly anchorName?: string
  readonly goal?: number
  /** What the goal is about, and whether more or less is better. */
  readonly goalOf?: 'figure' | 'ratio'
  readonly better: 'more' | 'less'
  readonly [detail: string]: string | number | boolean | undefined
}

let missed = 0

/** Prints a figure as one JSON line; a goal that is missed is counted. */
export function print({ better, goalOf = 'figure', ...line }: BenchLine): void {
  const ratio = line.anchor === undefined ? undefined : line.figure / line.anchor
  const judged = goalOf === 'ratio' ? (ratio ?? Number.NaN) : line.figure
  const ok = line.goal === undefined ? undefined : better === 'more' ? judged >= line.goal : judged <= line.goal
  if (ok === false) missed++
  const { name, figure, unit, anchor, anchorName, goal, ...details } = line
  console.log(
    JSON.stringify({
      name,
      figure: rounded(figure),
      unit,
      ...(anchor !== undefined && { anchor: rounded(anchor), anchorName, ratio: rounded(ratio ?? 0) }),
      ...(goal !== undefined && {
        goal: `${goalOf === 'ratio' ? 'ratio ' : ''}${better === 'more' ? '≥' : '≤'} ${goal}`,
        ok,
      }),
      ...details,
    }),
  )
}

export function goalsMissed(): number {
  return missed
}

function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN
}

export function rounded(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(3))
}

/** Runs each of the contestants in turn, round after round, and gives each one's median. */
export async function alternating<Name extends string>(
  rounds: number,
  contestants: Readonly<Record<Name, () => number | Promise<number>>>,
): Promise<Readonly<Record<Name, number>>> {
  const names = Object.keys(contestants) as Name[]
  const figures = new Map<Name, number[]>(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round++)
    for (const name of round % 2 === 0 ? names : names.toReversed()) figures.get(name)?.push(await contestants[name]())
  return Object.fromEntries(names.map((name) => [name, median(figures.get(name) ?? [])])) as Record<Name, number>
}
