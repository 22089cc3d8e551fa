import { printable } from './terminal.ts'

const MS_BETWEEN_DRAWINGS = 100
const MS_BETWEEN_LINES = 5000
const BAR_CELLS = 24

/** Where progress is drawn: the process's error output, or what a test has in its place. */
export interface ProgressOutput {
  readonly isTTY?: boolean
  write(text: string): unknown
}

export interface Progress {
  readonly what: string
  readonly done: number
  readonly total?: number
  /** More to tell, as in `1,200 events`. */
  readonly note?: string
}

/** How far something is: one line that is drawn over on a terminal, and a new line every few seconds where there is none. */
export class ProgressLine {
  readonly #output: ProgressOutput
  readonly #now: () => number
  #shownAt: number
  #drawn = false

  /** @param now milliseconds of a clock that never goes back */
  constructor(output: ProgressOutput = process.stderr, now: () => number = () => performance.now()) {
    this.#output = output
    this.#now = now
    this.#shownAt = output.isTTY ? Number.NEGATIVE_INFINITY : now()
  }

  show(progress: Progress): void {
    const between = this.#output.isTTY ? MS_BETWEEN_DRAWINGS : MS_BETWEEN_LINES
    const now = this.#now()
    if (now - this.#shownAt < between) return
    this.#shownAt = now
    const text = printable(said(progress))
    if (!this.#output.isTTY) {
      this.#output.write(`${text}\n`)
      return
    }
    this.#output.write(`\r${bar(progress)}${text}\u001b[K`)
    this.#drawn = true
  }

  /** Takes the line away again. */
  end(): void {
    if (this.#drawn) this.#output.write('\r\u001b[K')
    this.#drawn = false
  }
}

function said({ what, done, total, note }: Progress): string {
  const share = total === undefined || total === 0 ? '' : `  ${Math.floor((Math.min(done, total) / total) * 100)} %`
  return `${what}${share}${note === undefined ? '' : `  ${note}`}`
}

function bar({ done, total }: Progress): string {
  if (total === undefined || total === 0) return ''
  const full = Math.floor((Math.min(done, total) / total) * BAR_CELLS)
  return `${'█'.repeat(full)}${'░'.repeat(BAR_CELLS - full)}  `
}
