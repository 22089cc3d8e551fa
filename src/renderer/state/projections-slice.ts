import type { HostClient } from '../../contract/host-client.ts'
import { EpochError } from '../../core/errors.ts'
import type { ProjectionQuestions } from '../../projection/ask/questions.ts'
import type { ExplorerDeps, Slice } from './explorer-store.ts'
import type { AskOptions, EventSource, ShownRows } from './projection-port.ts'
import { ProjectionRunner, type RunnerEvents } from './projection-runner.ts'
import { type BesideRun, newBeside, newTab, type ProjectionTab, withStatus, withView } from './projection-tab.ts'
import { seekAtRest } from './seek-at-rest.ts'
import { starterProjections } from './starter-projections.ts'
import { type Overlay, TabRuns } from './tab-runs.ts'

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
  /** Asks the run of a tab. @throws EpochError `projection-failed` where none runs; what `ProjectionRun.ask` throws */
  readonly askProjection: <Name extends keyof ProjectionQuestions>(
    id: number,
    name: Name,
    input: ProjectionQuestions[Name]['input'],
    options: AskOptions,
  ) => Promise<ProjectionQuestions[Name]['answer']>
  /** Runs every projection, of now and from now on, over another history as well; `undefined` ends that. */
  readonly layOver: (overlay: Overlay | undefined) => void
}

/** How long nobody types before what is written is compiled. */
const EDIT_PAUSE_MS = 300

export const createProjectionsSlice: Slice<ProjectionsSlice> = (deps) => (set, get, api) => {
  const { link, clock } = deps
  const startProjection = seekAtRest(deps.startProjection, clock)
  const runners = new Map<number, TabRuns>()
  const pauses = new Map<number, () => void>()
  let overlay: Overlay | undefined
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
    const runner = new TabRuns(
      (...rest) => new ProjectionRunner(startProjection, ...rest),
      eventsOf(deps),
      told,
      get().playhead,
      tab.shown,
    )
    runners.set(tab.id, runner)
    if (overlay === undefined) return tab
    runner.layOver(overlay, toldBeside(tab.id))
    return { ...tab, beside: newBeside }
  }

  function toldBeside(id: number): RunnerEvents {
    const changeBeside = (next: (beside: BesideRun) => BesideRun): void =>
      change(id, (tab) => ({ ...tab, beside: tab.beside && next(tab.beside) }))
    return {
      onStatus: (status) => changeBeside((now) => ({ ...now, status, stale: status.kind === 'failed' })),
      onView: (view, columns, from) => changeBeside((now) => ({ ...now, view, columns, stale: from === 'earlier' })),
      onBusy: busyCounter(deps),
    }
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
    async askProjection(id, name, input, options) {
      const runner = runners.get(id)
      if (runner === undefined) throw new EpochError('projection-failed', 'the projection is closed')
      const end = deps.activity.begin()
      try {
        return await runner.ask(name, input, options)
      } finally {
        end()
      }
    },
    layOver(next) {
      overlay = next
      for (const [id, runner] of runners) {
        change(id, (tab) => ({ ...tab, beside: next && newBeside }))
        if (next === undefined) runner.takeOff()
        else runner.layOver(next, toldBeside(id))
      }
    },
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
