import type { EventType } from '../../core/event.ts'
import { type LeafField, leafFields } from '../../core/event-shape/leaf-fields.ts'
import type { Slice } from './explorer-store.ts'
import { newestWins } from './newest-wins.ts'

export interface NewProjectionSlice {
  /** Whether a person is choosing what a new projection begins with. */
  readonly choosingProjection: boolean
  /** The type of event that it may be made from; absent where the store has none. */
  readonly starterType: EventType | undefined
  /** The fields of that type; absent until they are known. */
  readonly starterFields: readonly LeafField[] | undefined

  /** Lets a person choose, from a type where one is given. */
  readonly chooseNewProjection: (type?: EventType) => void
  /** Takes another type to make it from; without one, that of the selected event or else the store's first. */
  readonly setStarterType: (type?: EventType) => void
  /** Starts what was chosen, as a new file. */
  readonly startChosen: (source: string) => void
  readonly endChoosing: () => void
}

export const createNewProjectionSlice: Slice<NewProjectionSlice> =
  ({ link }) =>
  (set, get) => {
    const look = newestWins<EventType>((type) =>
      link.inBackground(async () => {
        const fields = leafFields(await get().eventShape(type))
        if (get().starterType === type) set({ starterFields: fields })
      }),
    )

    return {
      choosingProjection: false,
      starterType: undefined,
      starterFields: undefined,

      chooseNewProjection(type) {
        set({ choosingProjection: true })
        get().setStarterType(type)
      },
      setStarterType(chosen) {
        const { inspection, types } = get()
        const selected = inspection.kind === 'shown' ? inspection.inspected.event.type : undefined
        const type = chosen ?? selected ?? types[0]
        if (type === get().starterType && get().starterFields !== undefined) return
        set({ starterType: type, starterFields: undefined })
        if (type !== undefined) look(type)
      },
      startChosen(source) {
        set({ choosingProjection: false })
        get().addProjection(source)
      },
      endChoosing: () => set({ choosingProjection: false }),
    }
  }
