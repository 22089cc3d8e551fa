import type { AppendingBy } from './appenders.ts'

/** What a writing process is told to do, as one line of JSON on its input. */
export type CrashWork =
  | {
      readonly kind: 'append'
      readonly path: string
      readonly seed: number
      readonly by: AppendingBy
      /** Default: until it is killed. */
      readonly batches?: number
      /** After how many batches another connection of the process makes a checkpoint each time; default: never. */
      readonly checkpointEvery?: number
    }
  /** Appends, and between appends fills, empties and tidies what is derived from events. */
  | { readonly kind: 'upkeep'; readonly path: string; readonly seed: number; readonly batches?: number }
  /** Makes a store of the first version, acknowledges its events, and brings it to the version of today. */
  | { readonly kind: 'upgrade'; readonly path: string; readonly seed: number; readonly events: number }
  /** Purges the events at these positions. */
  | { readonly kind: 'purge'; readonly path: string; readonly positions: readonly number[] }
  | {
      readonly kind: 'import'
      readonly path: string
      readonly seed: number
      readonly by: Extract<AppendingBy, 'threads' | 'module'>
      readonly events: number
    }

/**
 * What a writing process says, a line each: the ids of events that the store has acknowledged, or what it is about to do.
 * `failed` has an error's code and the ids of the events that were refused; none where the store did not open.
 */
export type CrashLine =
  | { readonly said: 'acknowledged'; readonly ids: readonly string[] }
  | { readonly said: 'failed'; readonly code: string; readonly ids: readonly string[] }
  | { readonly said: CrashMark }

export type CrashMark = 'ready' | 'opening' | 'opened' | 'adding' | 'finishing' | 'done'

export function crashLineText(line: CrashLine): string {
  return `${'ids' in line ? [line.said, ...('code' in line ? [line.code] : []), ...line.ids].join(' ') : line.said}\n`
}

export function parseCrashLine(text: string): CrashLine {
  const [said, ...rest] = text.split(' ')
  switch (said) {
    case 'acknowledged':
      return { said, ids: rest }
    case 'failed':
      return { said, code: rest[0] ?? '', ids: rest.slice(1) }
    case 'ready':
    case 'opening':
    case 'opened':
    case 'adding':
    case 'finishing':
    case 'done':
      return { said }
    default:
      throw new Error(`a writing process said ${text}`)
  }
}
