import { checkWhatIf } from '../../core/check-what-if.ts'
import { EpochError, type ErrorRecord, errorRecord } from '../../core/errors.ts'
import type { Event, NewEvent, Position } from '../../core/event.ts'
import type { SubscriptionMessage } from '../../core/event-store-backend.ts'
import { type HistoryLookup, prepareOverlay, type WhatIfOverlay } from '../../core/prepare-overlay.ts'
import { lastPlaceAfter, storePosition, type WhatIf } from '../../core/what-if.ts'
import type { ExplorerDeps, ExplorerState, Slice } from './explorer-store.ts'
import { tickPositions } from './marks-slice.ts'
import { newestWins } from './newest-wins.ts'
import { overlaidSource } from './overlaid-source.ts'
import type { Overlay } from './tab-runs.ts'
import {
  changesOf,
  freeName,
  newWhatIf,
  type WhatIfChange,
  type WhatIfDraft,
  withDraft,
  withoutChange,
  withSkipTurned,
} from './what-if-changes.ts'

export interface WhatIfSlice {
  /** Kept with the store, which is never written to. No two have the same name. */
  readonly whatIfs: readonly WhatIf[]
  /** Name of the one that every projection runs over as well. */
  readonly activeWhatIf: string | undefined
  /** Which history the read model shows, while one is active. */
  readonly whatIfSight: 'main' | 'what-if' | 'difference'
  /** Why the active one cannot be laid over the store, or what was refused of the last change. */
  readonly whatIfFailure: ErrorRecord | undefined
  /** The event that is being written, and what is wrong with it. */
  readonly whatIfDraft: (WhatIfDraft & { readonly failure?: ErrorRecord }) | undefined

  /** Begins an empty one and makes it the active one. */
  readonly addWhatIf: () => void
  /** Begins one in which none of these events of the store happened, and makes it the active one. */
  readonly addWhatIfWithout: (positions: readonly Position[]) => void
  /** A name that another one has, or that is none, is refused. */
  readonly renameWhatIf: (name: string, next: string) => void
  readonly removeWhatIf: (name: string) => void
  readonly activateWhatIf: (name: string | undefined) => void
  readonly seeWhatIf: (sight: WhatIfSlice['whatIfSight']) => void
  /** Skips an event in the active what-if, in a new one where none is, or lets it happen again. */
  readonly turnSkip: (position: Position) => void
  /** Opens the form to write another content for an event, or another event after it. */
  readonly openWhatIfDraft: (
    kind: WhatIfDraft['kind'],
    event: Pick<Event, 'position' | 'stream' | 'type' | 'data' | 'metadata'>,
  ) => void
  readonly editWhatIfDraft: (change: Partial<WhatIfDraft>) => void
  /** Takes what is written into the active what-if, or into a new one; says in the form what is wrong with it. */
  readonly keepWhatIfDraft: () => void
  readonly closeWhatIfDraft: () => void
  /** Inserts events, in their order, after an event (0: before the first). @throws EpochError `what-if-invalid` */
  readonly insertIntoWhatIf: (
    after: Position,
    events: readonly Pick<NewEvent, 'stream' | 'type' | 'data' | 'metadata'>[],
  ) => void
  readonly undoChange: (change: WhatIfChange) => void
}

const CHANGES = 'what-if'

export const createWhatIfSlice: Slice<WhatIfSlice> = (deps) => (set, get, api) => {
  /** Changes the active what-if, or a new one. @throws EpochError `what-if-invalid` */
  function changeActive(next: (whatIf: WhatIf) => WhatIf): void {
    const { whatIfs } = get()
    const active = activeWhatIf(get())
    const changed = next(active ?? newWhatIf(freeName(whatIfs)))
    checkWhatIf(changed)
    set({
      whatIfs: active === undefined ? [...whatIfs, changed] : whatIfs.map((one) => (one === active ? changed : one)),
      activeWhatIf: changed.name,
    })
  }

  /** Does what may be refused. */
  function attempt(change: () => void): void {
    try {
      change()
      set({ whatIfFailure: undefined })
    } catch (error) {
      if (!(error instanceof EpochError)) throw error
      set({ whatIfFailure: errorRecord(error) })
    }
  }

  const lay = newestWins<WhatIf | undefined>((whatIf) =>
    deps.link.inBackground(async () => {
      if (whatIf === undefined) return get().layOver(undefined)
      try {
        const overlay = overlayOf(await prepareOverlay(whatIf, lookupIn(deps)))
        if (activeWhatIf(get()) === whatIf) get().layOver(overlay)
      } catch (error) {
        if (!(error instanceof EpochError) || error.code !== 'what-if-invalid') throw error
        get().layOver(undefined)
        set({ whatIfFailure: errorRecord(error) })
      }
    }),
  )

  api.subscribe((state, before) => {
    const active = activeWhatIf(state)
    if (active === activeWhatIf(before)) return
    if (active === undefined) get().hideTrack(CHANGES)
    else {
      const positions = tickPositions(changesOf(active).map(({ position }) => storePosition(position)))
      get().showTrack({ id: CHANGES, label: active.name, tone: 'what-if', positions })
    }
    lay(active)
  })

  return {
    whatIfs: [],
    activeWhatIf: undefined,
    whatIfSight: 'what-if',
    whatIfFailure: undefined,
    whatIfDraft: undefined,

    addWhatIf() {
      const name = freeName(get().whatIfs)
      set(({ whatIfs }) => ({ whatIfs: [...whatIfs, newWhatIf(name)], activeWhatIf: name, whatIfFailure: undefined }))
    },
    addWhatIfWithout(positions) {
      const begun = { ...newWhatIf(freeName(get().whatIfs)), skip: positions }
      attempt(() => {
        checkWhatIf(begun)
        set(({ whatIfs }) => ({ whatIfs: [...whatIfs, begun], activeWhatIf: begun.name }))
      })
    },
    renameWhatIf(name, next) {
      const trimmed = next.trim()
      if (trimmed === name) return
      attempt(() => {
        const { whatIfs } = get()
        if (whatIfs.some((one) => one.name === trimmed))
          throw new EpochError('what-if-invalid', `another what-if is named ${trimmed}`, { member: 'name' })
        checkWhatIf(newWhatIf(trimmed))
        set(({ activeWhatIf: active }) => ({
          whatIfs: whatIfs.map((one) => (one.name === name ? { ...one, name: trimmed } : one)),
          activeWhatIf: active === name ? trimmed : active,
        }))
      })
    },
    removeWhatIf: (name) =>
      set(({ whatIfs, activeWhatIf: active }) => ({
        whatIfs: whatIfs.filter((one) => one.name !== name),
        activeWhatIf: active === name ? undefined : active,
        whatIfFailure: undefined,
      })),
    activateWhatIf: (name) => set({ activeWhatIf: name, whatIfFailure: undefined }),
    seeWhatIf: (whatIfSight) => set({ whatIfSight }),
    turnSkip(position) {
      attempt(() => changeActive((whatIf) => withSkipTurned(whatIf, position)))
    },
    openWhatIfDraft(kind, { position, stream, ...event }) {
      const edited = activeWhatIf(get())?.edit.find((one) => one.position === position)
      const { type, data, metadata } = kind === 'edit' ? (edited ?? event) : event
      set({ whatIfDraft: { kind, position, stream, type, data, metadata } })
    },
    editWhatIfDraft: (change) =>
      set(({ whatIfDraft }) => {
        if (whatIfDraft === undefined) return {}
        const { failure: _, ...draft } = whatIfDraft
        return { whatIfDraft: { ...draft, ...change } }
      }),
    keepWhatIfDraft() {
      const { whatIfDraft } = get()
      if (whatIfDraft === undefined) return
      try {
        changeActive((whatIf) => withDraft(whatIf, whatIfDraft))
        set({ whatIfDraft: undefined, whatIfFailure: undefined })
      } catch (error) {
        if (!(error instanceof EpochError)) throw error
        set({ whatIfDraft: { ...whatIfDraft, failure: errorRecord(error) } })
      }
    },
    closeWhatIfDraft: () => set({ whatIfDraft: undefined }),
    insertIntoWhatIf(position, events) {
      changeActive((whatIf) => events.reduce((so, event) => withDraft(so, insertDraft(position, event)), whatIf))
      set({ whatIfFailure: undefined })
    },
    undoChange(change) {
      attempt(() => changeActive((whatIf) => withoutChange(whatIf, change)))
    },
  }
}

export function activeWhatIf({
  whatIfs,
  activeWhatIf: name,
}: Pick<ExplorerState, 'whatIfs' | 'activeWhatIf'>): WhatIf | undefined {
  return name === undefined ? undefined : whatIfs.find((whatIf) => whatIf.name === name)
}

function insertDraft(
  position: Position,
  { stream, type, data, metadata }: Pick<NewEvent, 'stream' | 'type' | 'data' | 'metadata'>,
): WhatIfDraft {
  return { kind: 'insert', position, stream, type, data, metadata }
}

/** A position of the store stands for the event there and for all that is inserted after it. */
function overlayOf(prepared: WhatIfOverlay): Overlay {
  return {
    over(main) {
      const source = overlaidSource(main, prepared)
      return { ...source, subscribe: (options) => toLastPlaces(source.subscribe(options)) }
    },
    placeOf: lastPlaceAfter,
  }
}

/** Who is caught up with an event is so with all that is inserted after it, too. */
async function* toLastPlaces(messages: AsyncIterable<SubscriptionMessage>): AsyncGenerator<SubscriptionMessage, void> {
  for await (const message of messages)
    yield message.kind === 'caught-up' ? { ...message, position: lastPlaceAfter(message.position) } : message
}

function lookupIn({ link }: ExplorerDeps): HistoryLookup {
  const eventInRow = async (view: { readonly streams?: readonly Event['stream'][] }, row: number) => {
    const [found] = row < 1 ? [] : (await link.ask('log.rows', { view, fromRow: row, limit: 1 })).rows
    return found && (await link.ask('event.get', { position: found.position })).event
  }
  return {
    eventAt: async (position) => (await link.ask('event.get', { position })).event,
    first: () => eventInRow({}, 1),
    async lastOf(stream, upTo) {
      const view = { streams: [stream] }
      return await eventInRow(view, (await link.ask('log.rowAt', { view, position: upTo })).row)
    },
  }
}
