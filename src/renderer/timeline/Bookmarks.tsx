import { useState } from 'react'
import { useStore } from 'zustand'
import { type Bookmark, MAX_NOTE_CHARACTERS } from '../state/bookmarks-slice.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { countText } from '../ui/count-text.ts'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { useKeptFocus } from '../ui/use-kept-focus.ts'
import './bookmarks.css'

/** Places that a person put by, each with a note to be changed in place. */
export function Bookmarks({ explorer }: { readonly explorer: ExplorerStore }) {
  const bookmarks = useStore(explorer, (state) => state.bookmarks)
  const playhead = useStore(explorer, (state) => state.playhead)
  const focus = useKeptFocus<HTMLElement>('.bookmark-place')
  return (
    <section className="bookmarks" aria-label="Bookmarks" {...focus}>
      <h2 className="bookmarks-title">Bookmarks</h2>
      {bookmarks.length === 0 ? (
        <p className="bookmarks-none quiet">
          None yet. Press <kbd>b</kbd> to put one where the playhead is.
        </p>
      ) : (
        <ul className="bookmarks-list">
          {bookmarks.map((bookmark) => (
            <BookmarkRow
              key={bookmark.position}
              explorer={explorer}
              bookmark={bookmark}
              isHere={bookmark.position === playhead}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

interface BookmarkRowProps {
  readonly explorer: ExplorerStore
  readonly bookmark: Bookmark
  /** Whether the playhead is there. */
  readonly isHere: boolean
}

function BookmarkRow({ explorer, bookmark: { position, note }, isHere }: BookmarkRowProps) {
  const [draft, setDraft] = useState<string>()
  const place = countText(position)
  const keep = (): void => {
    if (draft !== undefined && draft !== note) explorer.getState().addBookmark(position, draft)
    setDraft(undefined)
  }
  return (
    <li className="bookmark">
      <button
        type="button"
        className="bookmark-place"
        aria-label={`Go to ${place}`}
        aria-current={isHere}
        title="Go there"
        onClick={() => explorer.getState().scrubTo(position)}
      >
        <Icon name="bookmark" />
        {place}
      </button>
      <input
        className="bookmark-note"
        aria-label={`Note at ${place}`}
        placeholder="Note"
        maxLength={MAX_NOTE_CHARACTERS}
        value={draft ?? note}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep()
          if (event.key === 'Escape') setDraft(undefined)
        }}
      />
      <IconButton
        icon="delete"
        label={`Delete the bookmark at ${place}`}
        title="Delete"
        onUse={() => explorer.getState().removeBookmark(position)}
      />
    </li>
  )
}
