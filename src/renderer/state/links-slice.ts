import { EVERYTHING } from '../../core/event-filter.ts'
import type { ExplorerState, Slice } from './explorer-store.ts'
import { type LinkedPlace, placeText, textOfView } from './place-link.ts'

export interface LinksSlice {
  /** Whether a link has said where to be in the open store. */
  readonly cameByLink: boolean
  /** The address that comes back to this place: this store, position, selection, filter and projection. '' while no store is open. */
  readonly linkToHere: () => string
  /** Puts it on the clipboard, and says so. */
  readonly copyLink: () => Promise<void>
  /**
   * Goes where a link leads in the open store; nothing while none is open. What the link does not say stays. A projection is shown where
   * a tab has it already: a link, which anybody may have made, begins to run none.
   */
  readonly goToLinked: (place: LinkedPlace) => void
}

export const createLinksSlice: Slice<LinksSlice> =
  ({ link, pageAddress }) =>
  (set, get) => {
    link.onLeave(() => set({ cameByLink: false }))
    return {
      cameByLink: false,

      linkToHere() {
        const { session } = get()
        if (session.kind !== 'open') return ''
        const here = placeText(placeNow(get()))
        const { link: address, ticket } = session.store
        if (address !== '') return `${address}&${here}`
        return pageAddress === '' ? '' : `${pageAddress}#store=${encodeURIComponent(ticket)}&${here}`
      },

      copyLink: () =>
        link.inBackground(async () => {
          const address = get().linkToHere()
          if (address === '') return get().say('There is no link to a copy of a file: it goes when Epoch ends.')
          await navigator.clipboard.writeText(address)
          get().say('Copied the link to this place')
        }),

      goToLinked(place) {
        const { position, selected, filter, projection } = place
        const { session, head, scrubTo, selectEvent, selectBeside, setView, say, projections, activateProjection } =
          get()
        if (session.kind !== 'open' || placeText(place) === '') return
        set({ cameByLink: true })
        if (filter !== undefined) setView({ ...EVERYTHING, where: filter })
        if (position !== undefined) scrubTo(position)
        // The filter of the link holds, even where it leaves the event out.
        const select = filter === undefined ? selectEvent : selectBeside
        if (selected !== undefined && selected <= head) select(selected)
        const tab = projections.find(({ file }) => file === projection)
        if (tab !== undefined) activateProjection(tab.id)
        else if (projection !== undefined)
          say(`The link is about the projection ${projection}, which no tab has. Open it under “New projection”.`)
      },
    }
  }

function placeNow({ playhead, selected, view, projections, activeProjection }: ExplorerState): LinkedPlace {
  const filter = textOfView(view)
  const projection = projections.find(({ id }) => id === activeProjection)?.file
  return {
    position: playhead,
    ...(selected !== undefined && { selected }),
    ...(filter !== undefined && { filter }),
    ...(projection !== undefined && { projection }),
  }
}
