import { rowMove } from './row-move.ts'

export type TreeMove =
  | { readonly kind: 'go'; readonly place: number }
  | { readonly kind: 'toggle'; readonly next: 'open' | 'closed' }
  | { readonly kind: 'activate' }

interface TreeFocus {
  /** Of the row that has the focus, from 0. */
  readonly place: number
  readonly count: number
  readonly state: 'leaf' | 'open' | 'closed'
  /** Place of the row that it lies under; -1 at the top. */
  readonly parent: number
}

const PAGE_ROWS = 20

/** What a key means in a tree (WAI-ARIA's tree pattern, with pages); nothing where the tree does not take it. */
export function treeMove(key: string, { place, count, state, parent }: TreeFocus): TreeMove | undefined {
  const go = (to: number): TreeMove => ({ kind: 'go', place: to })
  const row = rowMove(key, place, count, PAGE_ROWS)
  if (row !== undefined) return go(row)
  switch (key) {
    case 'ArrowRight':
      if (state === 'closed') return { kind: 'toggle', next: 'open' }
      return state === 'open' ? go(Math.min(count - 1, place + 1)) : undefined
    case 'ArrowLeft':
      if (state === 'open') return { kind: 'toggle', next: 'closed' }
      return parent >= 0 ? go(parent) : undefined
    case 'Enter':
    case ' ':
      return { kind: 'activate' }
    default:
      return undefined
  }
}
