import { START } from '../../core/event.ts'
import type { ExplorerState } from '../state/explorer-store.ts'
import type { PlayheadSlice } from '../state/playhead-slice.ts'

interface Key {
  readonly key: string
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

/** Events that PageUp and PageDown move over. */
const PAGE_STEP = 100

/** What a key does on the slider; undefined for keys that are not its own. */
export function sliderMove({ key, altKey, ctrlKey, metaKey }: Key): ((state: ExplorerState) => void) | undefined {
  if (altKey || ctrlKey || metaKey) return undefined
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return ({ step }) => step(1)
    case 'ArrowLeft':
    case 'ArrowDown':
      return ({ step }) => step(-1)
    case 'PageUp':
      return ({ step }) => step(PAGE_STEP)
    case 'PageDown':
      return ({ step }) => step(-PAGE_STEP)
    case 'Home':
      return ({ scrubTo }) => scrubTo(START)
    case 'End':
      return ({ followHead }) => followHead()
    case ' ':
      return togglePlay
    default:
      return undefined
  }
}

export function togglePlay({ playing, play, pause }: PlayheadSlice): void {
  if (playing) pause()
  else play()
}
