import type { JsonObject } from '../../core/json.ts'
import type { ExplorerState, Slice } from './explorer-store.ts'
import type { OpenedFile } from './projection-tab.ts'
import { readWorkspace, type Workspace, workspaceOf } from './workspace.ts'
import { workspaceParts } from './workspace-part.ts'

export interface WorkspaceSlice {
  /** Brings back what was kept of the store that was just entered. */
  readonly restoreWorkspace: () => Promise<void>
  /**
   * Puts what was kept of another store, or of this one elsewhere, in place of what is kept of this one. Without `files` the tabs of
   * projections stay as they are; with them these are opened in their place, and run.
   */
  readonly takeWorkspace: (kept: JsonObject, files?: readonly OpenedFile[]) => void
  /** Writes at once what is not written yet. */
  readonly flushWorkspace: () => void
}

const WRITE_PAUSE_MS = 300

/** Members that the workspace keeps: a change of one is worth writing. */
const kept: readonly (keyof ExplorerState)[] = [
  'playhead',
  'following',
  'view',
  'selected',
  'speed',
  'panels',
  'projections',
  'activeProjection',
  'readings',
  'watches',
  'markedMoment',
  'whatIfs',
  'activeWhatIf',
  ...workspaceParts.flatMap(({ watched }) => watched),
]

export const createWorkspaceSlice: Slice<WorkspaceSlice> =
  ({ host, link, clock, activity }) =>
  (set, get, api) => {
    /** Set while something is to be written. */
    let waiting: { readonly stop: () => void; readonly end: () => void } | undefined
    let written = ''

    function write(): void {
      waiting?.stop()
      waiting?.end()
      waiting = undefined
      const { store } = link
      if (store === undefined) return
      const workspace: JsonObject = workspaceOf(get())
      const text = `${store} ${JSON.stringify(workspace)}`
      if (text === written) return
      written = text
      const end = activity.begin()
      // Not through the link: it is written even when the store is left at once.
      void link
        .inBackground(async () => void (await host.request('workspace.write', { store, workspace })))
        .finally(end)
    }

    function changed(state: ExplorerState, before: ExplorerState): boolean {
      return state.session.kind === 'open' && kept.some((member) => state[member] !== before[member])
    }

    /** Of files that are no longer there nothing is read. */
    function readAgain({ readings, watches }: Pick<Workspace, 'readings' | 'watches'>): void {
      const tabs = new Map(get().projections.map(({ file, id }) => [file, id]))
      for (const { file, form, key } of readings) {
        const tab = tabs.get(file)
        if (tab === undefined) continue
        if (key !== undefined) get().selectCell(tab, key)
        get().setReadForm(tab, form)
      }
      for (const { file, key, path } of watches) {
        const tab = tabs.get(file)
        if (tab !== undefined) get().followPath(tab, key, path)
      }
    }

    api.subscribe((state, before) => {
      if (!changed(state, before)) return
      waiting?.stop()
      const end = waiting?.end ?? activity.begin()
      waiting = { stop: clock.after(WRITE_PAUSE_MS, write), end }
    })

    return {
      async restoreWorkspace() {
        const { left } = link
        get().watchProjectionFolder()
        const [{ workspace }] = await Promise.all([link.ask('workspace.read', {}), get().folderKnown()])
        left.throwIfAborted()
        const { following, selected, openFiles, activeProjection, playhead, readings, watches, theme, ...rest } =
          readWorkspace(workspace ?? {})
        set(rest)
        if (theme !== undefined) get().suggestTheme(theme)
        for (const part of workspaceParts) set(part.read(workspace ?? {}))
        if (!following) get().scrubTo(playhead)
        if (selected !== undefined) get().selectEvent(selected)
        get().restoreFiles(openFiles, activeProjection)
        readAgain({ readings, watches })
        // They are files from here on, and must not become files again at the next visit.
        if (openFiles.kind === 'sources') write()
      },
      takeWorkspace(kept, files) {
        const { masks } = get()
        const { following, selected, openFiles, activeProjection, playhead, readings, watches, theme, view, ...rest } =
          readWorkspace(kept)
        set(rest)
        for (const part of workspaceParts) set(part.read(kept))
        // What a person has hidden, no file uncovers.
        for (const path of masks) get().maskPath(path)
        get().setView(view)
        if (following) get().followHead()
        else get().scrubTo(playhead)
        if (selected === undefined) set({ selected: undefined, selectedRow: undefined })
        else if (selected <= get().head) get().selectEvent(selected)
        if (files === undefined) return
        get().startFiles(files, activeProjection)
        readAgain({ readings, watches })
      },
      flushWorkspace() {
        if (waiting !== undefined) write()
      },
    }
  }
