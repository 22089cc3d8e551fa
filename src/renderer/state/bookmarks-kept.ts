import { START } from '../../core/event.ts'
import { bookmarksOf } from './bookmarks-slice.ts'
import { keptObjects, keptPosition } from './kept-values.ts'
import type { WorkspacePart } from './workspace-part.ts'

export const bookmarksKept: WorkspacePart = {
  watched: ['bookmarks'],
  write: ({ bookmarks }) => ({ bookmarks: bookmarks.map(({ position, note }) => ({ position, note })) }),
  read: (kept) => ({
    bookmarks: bookmarksOf(
      keptObjects(kept['bookmarks']).flatMap((one) => {
        const position = keptPosition(one['position']) ?? START
        return position === START ? [] : [{ position, note: typeof one['note'] === 'string' ? one['note'] : '' }]
      }),
    ),
  }),
}
