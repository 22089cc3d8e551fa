import type { EventType } from '../../core/event.ts'
import type { Slice } from './explorer-store.ts'
import { newestWins } from './newest-wins.ts'

export interface TypesSlice {
  /** Names of the store's event types, in order; replaced only when there is another one. */
  readonly types: readonly EventType[]

  readonly refreshTypes: () => void
}

export const createTypesSlice: Slice<TypesSlice> =
  ({ link }) =>
  (set, get) => {
    const ask = newestWins<void>(() =>
      link.inBackground(async () => {
        const names = (await link.ask('types.list', {})).types.map(({ name }) => name)
        if (names.join('\n') !== get().types.join('\n')) set({ types: names })
      }),
    )
    return { types: [], refreshTypes: () => ask() }
  }
