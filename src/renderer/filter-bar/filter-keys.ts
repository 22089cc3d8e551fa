/** What a key does in the filter's text. */
export type FilterKeyDeed =
  /** To the log. */
  | { readonly kind: 'leave' }
  | { readonly kind: 'dismiss' }
  | { readonly kind: 'apply' }
  | { readonly kind: 'suggest' }
  /** Puts the suggestion at a place in. */
  | { readonly kind: 'take'; readonly place: number }
  /** Makes the suggestion at a place the active one. */
  | { readonly kind: 'move'; readonly place: number }
  /** Brings back a text that was applied before; -1 is none. */
  | { readonly kind: 'recall'; readonly place: number }

export interface FilterKeyContext {
  readonly text: string
  /** How many suggestions there are, and which is the active one; -1 is none. */
  readonly count: number
  readonly active: number
  /** What is written of the thing that suggestions are for. */
  readonly typed: string
  /** Which of the texts that were applied before was brought back last; -1 where something else was written since. */
  readonly recalled: number
  readonly remembered: number
}

interface Key {
  readonly key: string
  readonly shiftKey: boolean
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

export function filterKeyDeed(key: Key, context: FilterKeyContext): FilterKeyDeed | undefined {
  if (key.altKey || key.ctrlKey || key.metaKey || key.shiftKey) return undefined
  const { count, active, typed } = context
  switch (key.key) {
    case 'Escape':
      return { kind: count > 0 ? 'dismiss' : 'leave' }
    case 'Enter':
      return active >= 0 ? { kind: 'take', place: active } : { kind: 'apply' }
    case 'Tab':
      if (active >= 0) return { kind: 'take', place: active }
      return count > 0 && typed !== '' ? { kind: 'take', place: 0 } : undefined
    case 'ArrowDown':
      if (count > 0) return { kind: 'move', place: active + 1 < count ? active + 1 : -1 }
      return context.recalled >= 0 ? { kind: 'recall', place: context.recalled - 1 } : { kind: 'suggest' }
    case 'ArrowUp':
      if (count > 0) return { kind: 'move', place: active >= 0 ? active - 1 : count - 1 }
      return earlier(context)
    default:
      return undefined
  }
}

function earlier({ text, recalled, remembered }: FilterKeyContext): FilterKeyDeed | undefined {
  if (text !== '' && recalled < 0) return undefined
  return recalled + 1 < remembered ? { kind: 'recall', place: recalled + 1 } : undefined
}
