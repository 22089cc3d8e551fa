import { formatPayloadPath, type PayloadPath } from '../../core/filter/payload-path.ts'
import { readMask } from '../../core/mask.ts'
import type { Slice } from './explorer-store.ts'

export interface MasksSlice {
  /** Payload paths, each as Epoch writes it, whose values are hidden on screen, in every copy and in every export. Kept with the store. */
  readonly masks: readonly string[]
  /** The same, read: what copies and files leave out always. */
  readonly allMasks: readonly PayloadPath[]
  /** What is hidden on screen: {@link allMasks}, or nothing while they are revealed. */
  readonly activeMasks: readonly PayloadPath[]
  /** Whether masked values are shown on screen, which no other visit remembers. */
  readonly revealed: boolean
  /** Whether the dialog about them is open. */
  readonly masksOpen: boolean

  /** @throws InvalidFilter where it is no payload path */
  readonly maskPath: (path: string) => void
  readonly unmaskPath: (path: string) => void
  readonly revealMasked: () => void
  readonly hideMasked: () => void
  readonly openMasks: () => void
  readonly closeMasks: () => void
}

const NONE = { masks: [], allMasks: [], activeMasks: [], revealed: false, masksOpen: false }

export const createMasksSlice: Slice<MasksSlice> =
  ({ link }) =>
  (set, get) => {
    link.onLeave(() => set(NONE))

    return {
      ...NONE,
      maskPath(path) {
        const text = formatPayloadPath(readMask(path))
        const { masks } = get()
        if (!masks.includes(text)) set(masked([...masks, text]))
      },
      unmaskPath: (path) => set(masked(get().masks.filter((one) => one !== path))),
      revealMasked: () => set({ revealed: true, activeMasks: [] }),
      hideMasked: () => set({ revealed: false, activeMasks: get().allMasks }),
      openMasks: () => set({ masksOpen: true }),
      closeMasks: () => set({ masksOpen: false }),
    }
  }

/**
 * The state with these masks and no others, hidden on screen too, so that a new mask is seen to work.
 *
 * @throws InvalidFilter where one is no payload path
 */
export function masked(masks: readonly string[]): Pick<MasksSlice, 'masks' | 'allMasks' | 'activeMasks' | 'revealed'> {
  const allMasks = masks.map(readMask)
  return { masks, allMasks, activeMasks: allMasks, revealed: false }
}
