import type { EventType } from '../../core/event.ts'
import type { TypeSummary } from '../../core/log-index.ts'
import type { Slice } from './explorer-store.ts'
import { newestWins } from './newest-wins.ts'

export interface TypesSlice {
  /** Names of the store's event types, in order; replaced only when there is another one. */
  readonly types: readonly EventType[]
  /** The same types with how many events each has, as they were last counted. */
  readonly typeSummaries: readonly TypeSummary[]

  readonly refreshTypes: () => void
}

export const createTypesSlice: Slice<TypesSlice> =
  ({ link }) =>
  (set, get) => {
    link.onLeave(() => set({ types: [], typeSummaries: [] }))

    const ask = newestWins<void>(() =>
      link.inBackground(async () => {
        const { types: typeSummaries } = await link.ask('types.list', {})
        const names = typeSummaries.map(({ name }) => name)
        const isSame = names.join('\n') === get().types.join('\n')
        set({ typeSummaries, ...(!isSame && { types: names }) })
      }),
    )
    return { types: [], typeSummaries: [], refreshTypes: () => ask() }
  }
