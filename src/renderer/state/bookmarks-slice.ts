import type { Position } from '../../core/event.ts'
import type { Slice } from './explorer-store.ts'

/** A place in the history that a person put by. */
export interface Bookmark {
  readonly position: Position
  /** What they wrote of it; '' for nothing. */
  readonly note: string
}

export interface BookmarksSlice {
  /** By ascending position, one at each. Kept with the store. */
  readonly bookmarks: readonly Bookmark[]

  /** In place of the one at the same position. The note is cut after {@link MAX_NOTE_CHARACTERS}. */
  readonly addBookmark: (position: Position, note: string) => void
  readonly removeBookmark: (position: Position) => void
}

/** Most UTF-16 units of a note. */
export const MAX_NOTE_CHARACTERS = 500

/** Most bookmarks of one store: of more the last are left out. */
const MAX_BOOKMARKS = 1000

export const createBookmarksSlice: Slice<BookmarksSlice> =
  ({ link }) =>
  (set) => {
    link.onLeave(() => set({ bookmarks: [] }))
    return {
      bookmarks: [],

      addBookmark: (position, note) =>
        set(({ bookmarks }) => ({ bookmarks: bookmarksOf([...bookmarks, { position, note }]) })),
      removeBookmark: (position) =>
        set(({ bookmarks }) => ({ bookmarks: bookmarks.filter((one) => one.position !== position) })),
    }
  }

/** In order, and of those at one position the last. */
export function bookmarksOf(bookmarks: readonly Bookmark[]): readonly Bookmark[] {
  const byPosition = new Map(bookmarks.map(({ position, note }) => [position, note.slice(0, MAX_NOTE_CHARACTERS)]))
  return [...byPosition]
    .map(([position, note]) => ({ position, note }))
    .toSorted((one, other) => one.position - other.position)
    .slice(0, MAX_BOOKMARKS)
}
