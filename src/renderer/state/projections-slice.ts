import type { HostClient } from '../../contract/host-client.ts'
import type { ExplorerDeps, Slice } from './explorer-store.ts'
import type { EventSource, ShownRows } from './projection-port.ts'
import { ProjectionRunner, type RunnerEvents } from './projection-runner.ts'
import { newTab, type ProjectionTab, withStatus, withView } from './projection-tab.ts'
import { starterProjections } from './starter-projections.ts'

export interface ProjectionsSlice {
  readonly projections: readonly ProjectionTab[]
  readonly activeProjection: number

  /** Starts these, in place of whatever ran. */
  readonly startProjections: (sources: readonly string[], active: number) => void
  /** Starts what suits the event types of the store. */
  readonly startStarters: () => Promise<void>
  readonly endProjections: () => void
  readonly addProjection: (source: string) => void
  readonly closeProjection: (id: number) => void
  readonly activateProjection: (id: number) => void
  /** Keeps what is written at once and runs it once nobody has typed for a moment. */
  readonly editProjection: (id: number, source: string) => void
  /** Which rows of a read model are in sight. */
  readonly showReadModel: (id: number, shown: ShownRows) => void
  readonly setReadModelForm: (id: number, form: ProjectionTab['form']) => void
}

/** How long nobody types before what is written is compiled. */
const EDIT_PAUSE_MS = 300

export const createProjectionsSlice: Slice<ProjectionsSlice> = (deps) => (set, get, api) => {
  const { link, clock } = deps
  const runners = new Map<number, ProjectionRunner>()
  const pauses = new Map<number, () => void>()
  let lastId = 0

  function change(id: number, next: (tab: ProjectionTab) => ProjectionTab): void {
    set(({ projections }) => ({ projections: projections.map((tab) => (tab.id === id ? next(tab) : tab)) }))
  }

  function begin(source: string): ProjectionTab {
    const tab = newTab(++lastId, source)
    const told: RunnerEvents = {
      onStatus: (status) => change(tab.id, (now) => withStatus(now, status)),
      onView: (view, columns, from) => change(tab.id, (now) => withView(now, view, columns, from)),
      onBusy: busyCounter(deps),
    }
    const runner = new ProjectionRunner(deps.startProjection, eventsOf(deps), told, get().playhead, tab.shown)
    runners.set(tab.id, runner)
    return tab
  }

  function end(id: number): void {
    pauses.get(id)?.()
    runners.get(id)?.stop()
    runners.delete(id)
  }

  function append(tabs: readonly ProjectionTab[], active: ProjectionTab | undefined): void {
    set(({ projections, activeProjection }) => ({
      projections: [...projections, ...tabs],
      activeProjection: active?.id ?? activeProjection,
    }))
    for (const tab of tabs) runners.get(tab.id)?.run(tab.source)
  }

  api.subscribe((state, before) => {
    if (state.playhead !== before.playhead) for (const runner of runners.values()) runner.seek(state.playhead)
  })

  return {
    projections: [],
    activeProjection: 0,

    startProjections(sources, active) {
      get().endProjections()
      const tabs = sources.map(begin)
      append(tabs, tabs[active] ?? tabs[0])
    },
    startStarters: () =>
      link.inBackground(async () => {
        const { types } = await link.ask('types.list', {})
        get().startProjections(starterProjections(types.map(({ name }) => name)), 0)
      }),
    endProjections() {
      for (const id of [...runners.keys()]) end(id)
      set({ projections: [] })
    },
    addProjection(source) {
      const tab = begin(source)
      append([tab], tab)
    },
    closeProjection(id) {
      end(id)
      set(({ projections, activeProjection }) => {
        const left = projections.filter((tab) => tab.id !== id)
        const place = projections.findIndex((tab) => tab.id === id)
        const neighbour = left[Math.min(place, left.length - 1)]
        return {
          projections: left,
          activeProjection: activeProjection === id ? (neighbour?.id ?? 0) : activeProjection,
        }
      })
    },
    activateProjection: (id) => set({ activeProjection: id }),
    editProjection(id, source) {
      change(id, (tab) => ({ ...tab, source }))
      pauses.get(id)?.()
      const done = deps.activity.begin()
      const stopWaiting = clock.after(EDIT_PAUSE_MS, () => {
        done()
        change(id, (tab) => ({ ...tab, stale: tab.view !== undefined }))
        runners.get(id)?.run(source)
      })
      pauses.set(id, () => {
        stopWaiting()
        done()
      })
    },
    showReadModel(id, shown) {
      change(id, (tab) => ({ ...tab, shown }))
      runners.get(id)?.show(shown)
    },
    setReadModelForm: (id, form) => change(id, (tab) => ({ ...tab, form })),
  }
}

function eventsOf({ host, link }: Pick<ExplorerDeps, 'link'> & { readonly host: HostClient }): EventSource {
  return {
    subscribe({ after, filter, signal }) {
      return host.subscribe(
        'events.subscribe',
        { store: link.known(), after, filter },
        AbortSignal.any([signal, link.left]),
      )
    },
    async read(after, upTo, filter) {
      return (await link.ask('events.read', { after, upTo, filter })).events
    },
  }
}

/** Counts one run as under way from its first `busy` to the next `settled`. */
function busyCounter({ activity }: Pick<ExplorerDeps, 'activity'>): RunnerEvents['onBusy'] {
  let settle: (() => void) | undefined
  return (state) => {
    if (state === 'busy') settle ??= activity.begin()
    else {
      settle?.()
      settle = undefined
    }
  }
}
