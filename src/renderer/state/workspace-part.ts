import type { JsonObject } from '../../core/json.ts'
import { bookmarksKept } from './bookmarks-kept.ts'
import type { ExplorerState } from './explorer-store.ts'
import { filtersKept } from './filters-kept.ts'
import { layoutKept } from './layout-kept.ts'
import { logKept } from './log-kept.ts'
import { masksKept } from './masks-kept.ts'
import { pinnedEventKept } from './pinned-event-kept.ts'
import { storyKept } from './story-kept.ts'
import { streamsKept } from './streams-kept.ts'
import { timelineKept } from './timeline-kept.ts'
import { tracksKept } from './tracks-kept.ts'

/** What one slice has kept of a store between visits. Its members stand beside those of the others in the workspace's JSON. */
export interface WorkspacePart {
  /** Members of the state whose change is worth writing. */
  readonly watched: readonly (keyof ExplorerState)[]
  write(state: ExplorerState): JsonObject
  /** Reads what was kept, perhaps by another version of Epoch or by a stranger: what is not understood is as if it were not there. */
  read(kept: JsonObject): Partial<ExplorerState>
}

/** Every slice's part, in no order that means anything. */
export const workspaceParts: readonly WorkspacePart[] = [
  filtersKept,
  streamsKept,
  masksKept,
  pinnedEventKept,
  bookmarksKept,
  timelineKept,
  tracksKept,
  logKept,
  storyKept,
  layoutKept,
]
