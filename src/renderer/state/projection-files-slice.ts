import type { ProjectionFolder, StoreId } from '../../contract/host-contract.ts'
import type { Slice } from './explorer-store.ts'
import { FileWrites } from './file-writes.ts'
import type { OpenedFile, ProjectionTab } from './projection-tab.ts'
import { EDIT_PAUSE_MS } from './projections-slice.ts'
import { sourceDialect } from './source-dialect.ts'
import { importsOf, newFileName, sourceFiles } from './source-files.ts'
import type { OpenFiles } from './workspace.ts'

export interface ProjectionFilesSlice {
  /** The folder as it was last seen; absent until then. */
  readonly projectionFolder: ProjectionFolder | undefined
  /** Of files in tabs, by name: those of which the tab is not what the folder has. */
  readonly fileTroubles: Readonly<Record<string, FileTrouble>>

  /** Follows the folder of the store that was just entered: what is open is written to it, what changes in it comes into its tab. */
  readonly watchProjectionFolder: () => void
  /** Resolves when the folder is known, or when it is known that it cannot be had. */
  readonly folderKnown: () => Promise<void>
  /** Opens what was open at the last visit; at the first, what there is, or what suits the store. */
  readonly restoreFiles: (open: OpenFiles, active: number) => void
  /** Opens a file of the folder, or shows the tab that has it. */
  readonly openProjectionFile: (name: string) => void
  /** Deletes a file, and closes the tab that has it. */
  readonly removeProjectionFile: (name: string) => void
  /** Writes what a tab says, even where its file was deleted. */
  readonly saveProjection: (id: number) => void
  /** Writes at once what is not written yet. */
  readonly flushProjectionFiles: () => void
  readonly leaveProjectionFolder: () => void
}

/** `gone`: deleted by somebody else; `unsaved`: it cannot be written. */
type FileTrouble = 'gone' | 'unsaved'

/** Most files that are opened without anybody having asked for them. */
const MAX_FIRST_TABS = 4

interface Wanted {
  readonly store: StoreId
  readonly source: string
}

export const createProjectionFilesSlice: Slice<ProjectionFilesSlice> =
  ({ host, link, clock, activity }) =>
  (set, get, api) => {
    /** What is in the folder, by name, as far as this window knows. */
    const kept = new Map<string, string>()
    let known = Promise.withResolvers<void>()

    const writes = new FileWrites<Wanted>({
      clock,
      activity,
      // Not through the link: it is written even when the store is left at once.
      async write(name, { store, source }) {
        if (store === link.store) rerunImporters(name)
        await host.request('projections.save', { store, name, source })
      },
      onWritten(name, { store, source }) {
        if (store !== link.store) return
        kept.set(name, source)
        trouble(name, undefined)
      },
      onFailure(name, error) {
        trouble(name, 'unsaved')
        void link.inBackground(async () => {
          throw error
        })
      },
      onRest: () => takeOver(),
    })

    function trouble(name: string, what: FileTrouble | undefined): void {
      const { [name]: before, ...others } = get().fileTroubles
      if (before !== what) set({ fileTroubles: what === undefined ? others : { ...others, [name]: what } })
    }

    function want({ file, source }: Pick<ProjectionTab, 'file' | 'source'>, pauseMs: number): void {
      if (link.store !== undefined) writes.want(file, { store: link.store, source }, pauseMs)
    }

    /** Runs again every open projection that imports a file. */
    function rerunImporters(name: string): void {
      const { projections, projectionFolder, rerunProjection } = get()
      const files = sourceFiles(projectionFolder, projections)
      for (const { id, file } of projections) if (file !== name && importsOf(file, files).has(name)) rerunProjection(id)
    }

    /** Takes into the tabs what others have made of their files. */
    function takeOver(): void {
      const { projectionFolder, projections, rerunProjection } = get()
      if (projectionFolder === undefined) return
      const files = new Map(projectionFolder.files.map(({ name, source }) => [name, source]))
      const changed = [...files].filter(([name, source]) => !writes.isBusy(name) && kept.get(name) !== source)
      const gone = [...kept.keys()].filter((name) => !writes.isBusy(name) && !files.has(name))
      for (const [name, source] of changed) {
        kept.set(name, source)
        trouble(name, undefined)
        const tab = projections.find(({ file }) => file === name)
        if (tab !== undefined && tab.source !== source) rerunProjection(tab.id, source)
      }
      for (const name of gone) {
        kept.delete(name)
        if (projections.some(({ file }) => file === name)) trouble(name, 'gone')
      }
      for (const name of [...changed.map(([name]) => name), ...gone]) rerunImporters(name)
    }

    /** Names that were given before it was known which there are already are taken back, and all that is new is written. */
    function settleNew(folder: ProjectionFolder): void {
      for (const { name, source } of folder.files) kept.set(name, source)
      for (const tab of get().projections) {
        const there = kept.get(tab.file)
        if (there === tab.source) continue
        const file = there === undefined ? tab.file : newFileName(tab.source, kept.keys())
        if (file !== tab.file) get().renameProjectionFile(tab.id, file)
        want({ file, source: tab.source }, 0)
      }
    }

    async function follow(): Promise<void> {
      const { resolve } = known
      try {
        for await (const folder of link.watchProjections()) {
          const isFirst = get().projectionFolder === undefined
          set({ projectionFolder: folder })
          if (isFirst) settleNew(folder)
          takeOver()
          resolve()
        }
      } finally {
        resolve()
      }
    }

    api.subscribe(({ projections, projectionFolder }, before) => {
      if (projections === before.projections || projectionFolder === undefined) return
      for (const tab of projections) {
        const earlier = before.projections.find(({ id }) => id === tab.id)
        const isKept = kept.get(tab.file) === tab.source && !writes.isBusy(tab.file)
        if (earlier?.source !== tab.source && !isKept) want(tab, earlier === undefined ? 0 : EDIT_PAUSE_MS)
      }
    })

    return {
      projectionFolder: undefined,
      fileTroubles: {},

      watchProjectionFolder: () => void link.inBackground(follow),
      folderKnown: () => known.promise,
      restoreFiles(open, active) {
        const folder = get().projectionFolder
        if (open.kind === 'sources') return get().startProjections(open.sources, active)
        if (folder === undefined) return void get().startStarters()
        const there = new Map(folder.files.map(({ name, source }) => [name, source]))
        const wanted = open.kind === 'files' ? open.files : firstFiles(folder)
        if (open.kind === 'first-visit' && wanted.length === 0) return void get().startStarters()
        const found = wanted.flatMap((each) => {
          const source = there.get(each.file)
          return source === undefined ? [] : [{ ...each, source }]
        })
        const lost = wanted.filter(({ file }) => !there.has(file)).map(({ file }) => file)
        if (lost.length > 0) get().say(`No longer among the projections of this store: ${lost.join(', ')}`)
        get().startFiles(found, active)
      },
      openProjectionFile(name) {
        const file = get().projectionFolder?.files.find((each) => each.name === name)
        if (file !== undefined) get().openFile({ file: name, source: file.source })
      },
      removeProjectionFile: (name) =>
        void link.inBackground(async () => {
          const tab = get().projections.find(({ file }) => file === name)
          if (tab !== undefined) get().closeProjection(tab.id)
          writes.forget(name)
          await link.ask('projections.remove', { name })
        }),
      saveProjection(id) {
        const tab = get().projections.find((each) => each.id === id)
        if (tab === undefined) return
        trouble(tab.file, undefined)
        want(tab, 0)
      },
      flushProjectionFiles: () => writes.flush(),
      leaveProjectionFolder() {
        writes.flush()
        kept.clear()
        known = Promise.withResolvers<void>()
        set({ projectionFolder: undefined, fileTroubles: {} })
      },
    }
  }

/** Files that are most likely projections themselves, and not what others import. */
function firstFiles({ files }: ProjectionFolder): readonly Omit<OpenedFile, 'source'>[] {
  return files
    .filter(({ source }) => /^\s*export\s+default\b/m.test(source) || sourceDialect(source) === 'kurrentdb')
    .slice(0, MAX_FIRST_TABS)
    .map(({ name }) => ({ file: name }))
}
