import { once } from 'node:events'

/** Where a command writes: results to `out`, everything else to `err`, one line at a time. */
export interface Terminal {
  out(line: string): void
  err(line: string): void
  /** Resolves when whoever reads `out` keeps up: who writes much waits for it now and then. @throws the signal's reason */
  drained(signal: AbortSignal): Promise<void>
}

export const processTerminal: Terminal = {
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${printable(line)}\n`),
  drained: (signal) => outputDrained(process.stdout, signal),
}

async function outputDrained(output: NodeJS.WriteStream, signal: AbortSignal): Promise<void> {
  if (!output.writableNeedDrain) return
  try {
    await once(output, 'drain', { signal })
  } catch (error) {
    signal.throwIfAborted()
    throw error
  }
}

/** Ends the process in good order when whoever reads its output is gone: that is no failure. */
export function endWithClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
      process.exit(0)
    })
}

/** Text with its control characters and changes of direction made visible: names and paths are somebody else's. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (character) => {
    return `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`
  })
}

const wholeNumber = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** A number for people, its thousands parted. */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${wholeNumber.format(value)} ${value === 1 ? one : many}`
}
