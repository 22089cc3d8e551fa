import type { HostClient } from '../../contract/host-client.ts'
import { EpochError } from '../../core/errors.ts'
import type { KurrentdbEngine } from '../../core/kurrentdb-globals.ts'
import type { FailurePolicy } from '../../core/projection.ts'
import type { ProjectionQuestions } from '../../projection/ask/questions.ts'
import type { ExplorerDeps, Slice } from './explorer-store.ts'
import type { AskOptions, EventSource, ShownRows } from './projection-port.ts'
import { ProjectionRunner, type RunnerEvents } from './projection-runner.ts'
import {
  type BesideRun,
  newBeside,
  newTab,
  type OpenedFile,
  type ProjectionTab,
  stopped,
  withStatus,
  withView,
} from './projection-tab.ts'
import { seekAtRest } from './seek-at-rest.ts'
import { newFileName, sourceFiles } from './source-files.ts'
import { starterProjections } from './starter-projections.ts'
import { type Overlay, TabRuns } from './tab-runs.ts'

export interface ProjectionsSlice {
  readonly projections: readonly ProjectionTab[]
  readonly activeProjection: number

  /** Starts these as new files, in place of whatever ran. */
  readonly startProjections: (sources: readonly string[], active: number) => void
  /** Starts these, in place of whatever ran. `active` is the place of the active one, from 0. */
  readonly startFiles: (files: readonly OpenedFile[], active: number) => void
  /** Starts what suits the event types of the store. */
  readonly startStarters: () => Promise<void>
  readonly endProjections: () => void
  /** Starts a source as a new file. */
  readonly addProjection: (source: string) => void
  /** Starts a file in a tab of its own, or shows the tab that has it. */
  readonly openFile: (file: OpenedFile) => void
  readonly closeProjection: (id: number) => void
  readonly activateProjection: (id: number) => void
  /** Keeps what is written at once and runs it once nobody has typed for a moment. */
  readonly editProjection: (id: number, source: string) => void
  /** Runs it at once, as it is now or as its file is said to be. */
  readonly rerunProjection: (id: number, source?: string) => void
  /** Ends a run that is on its way through the history. */
  readonly stopProjection: (id: number) => void
  readonly renameProjectionFile: (id: number, file: string) => void
  readonly setEngineVersion: (id: number, version: KurrentdbEngine) => void
  /** What becomes of the run at an event that cannot be folded; `undefined` is what the projection says itself. */
  readonly setFailurePolicy: (id: number, policy: FailurePolicy | undefined) => void
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
export const EDIT_PAUSE_MS = 150

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

  function begin(file: OpenedFile): ProjectionTab {
    const tab = newTab(++lastId, file)
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
    for (const { id } of tabs) run(id)
  }

  function run(id: number): void {
    const { projections, projectionFolder } = get()
    const tab = projections.find((each) => each.id === id)
    if (tab === undefined) return
    const { source, file, engineVersion, onFailure } = tab
    const files = sourceFiles(projectionFolder, projections)
    runners.get(id)?.run({ source, file, engineVersion, files, ...(onFailure && { onFailure }) })
  }

  /** New sources with names that no file has. */
  function asFiles(sources: readonly string[]): readonly OpenedFile[] {
    const { projections, projectionFolder } = get()
    const taken = new Set(Object.keys(sourceFiles(projectionFolder, projections)))
    return sources.map((source) => {
      const file = newFileName(source, taken)
      taken.add(file)
      return { file, source }
    })
  }

  api.subscribe((state, before) => {
    if (state.playhead !== before.playhead) for (const runner of runners.values()) runner.seek(state.playhead)
  })

  return {
    projections: [],
    activeProjection: 0,

    startProjections(sources, active) {
      get().endProjections()
      get().startFiles(asFiles(sources), active)
    },
    startFiles(files, active) {
      get().endProjections()
      const tabs = files.map(begin)
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
      for (const file of asFiles([source])) get().openFile(file)
    },
    openFile(file) {
      const open = get().projections.find((tab) => tab.file === file.file)
      if (open !== undefined) return get().activateProjection(open.id)
      const tab = begin(file)
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
        get().rerunProjection(id)
      })
      pauses.set(id, () => {
        stopWaiting()
        done()
      })
    },
    rerunProjection(id, source) {
      pauses.get(id)?.()
      change(id, (tab) => ({ ...tab, source: source ?? tab.source, stale: tab.view !== undefined }))
      run(id)
    },
    stopProjection(id) {
      pauses.get(id)?.()
      runners.get(id)?.halt()
      change(id, stopped)
    },
    renameProjectionFile: (id, file) => change(id, (tab) => ({ ...tab, file })),
    setEngineVersion(id, engineVersion) {
      change(id, (tab) => ({ ...tab, engineVersion }))
      get().rerunProjection(id)
    },
    setFailurePolicy(id, onFailure) {
      change(id, (tab) => ({ ...tab, onFailure }))
      get().rerunProjection(id)
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
  const texts = host.subscribeText?.bind(host)
  return {
    subscribe({ after, filter, signal }) {
      return host.subscribe(
        'events.subscribe',
        { store: link.known(), after, filter },
        AbortSignal.any([signal, link.left]),
      )
    },
    ...(texts && {
      subscribeText: ({ after, filter, signal }) =>
        texts('events.subscribe', { store: link.known(), after, filter }, AbortSignal.any([signal, link.left])),
    }),
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
