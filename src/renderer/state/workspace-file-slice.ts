import type { ProjectionFile } from '../../contract/host-contract.ts'
import { EpochError, type ErrorRecord, errorRecord } from '../../core/errors.ts'
import type { JsonObject } from '../../core/json.ts'
import type { ExplorerDeps, ExplorerState, Slice } from './explorer-store.ts'
import { maskedWorkspace } from './masked-workspace.ts'
import { freeFileName, renamedIn } from './projection-names.ts'
import type { OpenedFile } from './projection-tab.ts'
import { base64Of, type SliceScope, sliceOfEvents } from './slice-of-events.ts'
import { importsOf, sourceFiles } from './source-files.ts'
import { readWorkspace, workspaceOf } from './workspace.ts'
import {
  MAX_WORKSPACE_FILE_BYTES,
  readWorkspaceFile,
  WORKSPACE_FILE_ENDING,
  type WorkspaceFile,
  workspaceFileText,
} from './workspace-file.ts'
import { workspaceOfCopy } from './workspace-of-copy.ts'

/** A file that is about to take the place of what is kept of a store. */
export interface TakenWorkspace {
  readonly file: WorkspaceFile
  /** What becomes of its projections: they are put among the store's files, or opened there and run as well. */
  readonly projections: 'files' | 'run'
}

interface SavingWorkspace {
  /** Which events go along; none, if nobody asks for them. */
  readonly events: SliceScope
  readonly isBusy: boolean
  readonly failure: ErrorRecord | undefined
}

export interface WorkspaceFileSlice {
  /** Absent while its dialog is closed. */
  readonly savingWorkspace: SavingWorkspace | undefined
  /** A file that was read, and that nobody has said yes to yet. */
  readonly offeredWorkspace: WorkspaceFile | undefined

  readonly openSaveWorkspace: () => void
  readonly chooseWorkspaceEvents: (events: SliceScope) => void
  /** Gives the file to the person. */
  readonly saveWorkspaceFile: () => Promise<void>
  readonly closeSaveWorkspace: () => void
  /** Reads a file, and asks whether it should be taken in. */
  readonly offerWorkspace: (file: Blob) => Promise<void>
  /** Takes in what was offered: into a tab of its own where it brings events, else into the store that is open. */
  readonly acceptWorkspace: (projections: TakenWorkspace['projections']) => Promise<void>
  readonly declineWorkspace: () => void
  /** Puts a file's workspace in place of that of the store that is open; nothing while none is. Never rejects. */
  readonly takeWorkspaceFile: (taken: TakenWorkspace) => Promise<void>
}

const closed = { savingWorkspace: undefined, offeredWorkspace: undefined } satisfies Partial<WorkspaceFileSlice>

export const createWorkspaceFileSlice: Slice<WorkspaceFileSlice> = (deps) => (set, get) => {
  const { link, host, activity, saveFile } = deps
  link.onLeave(() => set(closed))

  function change(change: Partial<SavingWorkspace>): void {
    set(({ savingWorkspace: now }) => ({ savingWorkspace: now && { ...now, ...change } }))
  }

  return {
    ...closed,

    openSaveWorkspace: () => set({ savingWorkspace: { events: 'none', isBusy: false, failure: undefined } }),
    chooseWorkspaceEvents: (events) => change({ events, failure: undefined }),
    closeSaveWorkspace: () => set({ savingWorkspace: undefined }),

    async saveWorkspaceFile() {
      const saving = get().savingWorkspace
      if (saving === undefined || saving.isBusy) return
      const end = activity.begin()
      change({ isBusy: true, failure: undefined })
      try {
        const file = await workspaceFileOf(get(), deps, saving.events)
        const blob = new Blob([workspaceFileText(file)], { type: 'application/json' })
        if (blob.size > MAX_WORKSPACE_FILE_BYTES)
          throw new EpochError(
            'value-too-large',
            'this workspace has more than 8 MiB; close projections that are large',
          )
        saveFile(blob, `${stem(file)}${WORKSPACE_FILE_ENDING}`)
        set({ savingWorkspace: undefined })
      } catch (error) {
        if (!(error instanceof EpochError)) reportError(error)
        change({ isBusy: false, failure: errorRecord(error) })
      } finally {
        end()
      }
    },

    offerWorkspace: (blob) =>
      link.inBackground(async () => {
        if (blob.size > MAX_WORKSPACE_FILE_BYTES)
          throw new EpochError('workspace-invalid', `a workspace file has at most ${MAX_WORKSPACE_FILE_BYTES} bytes`)
        set({ offeredWorkspace: readWorkspaceFile(await blob.text()) })
      }),
    declineWorkspace: () => set({ offeredWorkspace: undefined }),

    acceptWorkspace: (projections) =>
      link.inBackground(async () => {
        const file = get().offeredWorkspace
        set({ offeredWorkspace: undefined })
        if (file === undefined) return
        if (file.events === undefined) return await get().takeWorkspaceFile({ file, projections })
        const base64 = base64Of(file.events.text)
        const { ticket } = await host.request('files.receive', { name: `${stem(file)}.ndjson`, base64 })
        await get().openTab({ ticket, from: 'copy', workspace: { file, projections } })
      }),

    takeWorkspaceFile: ({ file, projections }) =>
      link.inBackground(async () => {
        if (get().session.kind !== 'open')
          return get().say('Open the store that it is about first: this workspace brings no events of its own.')
        const names = await putAmongFiles(get(), deps, file.projections)
        const workspace = renamedIn(file.workspace, names)
        const opened = projections === 'run' ? openedFiles(workspace, file.projections, names) : undefined
        get().takeWorkspace(workspace, opened)
        get().say(takenText(file, projections))
      }),
  }
}

async function workspaceFileOf(state: ExplorerState, deps: ExplorerDeps, scope: SliceScope): Promise<WorkspaceFile> {
  const { session, allMasks } = state
  const events = await sliceOfEvents(state, deps.link, scope)
  const workspace = maskedWorkspace(workspaceOf(state), allMasks)
  return {
    store: session.kind === 'open' ? session.store.name : '',
    workspace: events === undefined ? workspace : workspaceOfCopy(workspace, events.positions),
    projections: projectionsOf(state),
    events: events && { count: events.positions.length, text: events.text },
  }
}

/** The files in tabs and those that they import, by name. */
function projectionsOf({ projections, projectionFolder }: ExplorerState): readonly ProjectionFile[] {
  const files = sourceFiles(projectionFolder, projections)
  const names = new Set(projections.flatMap(({ file }) => [file, ...importsOf(file, files)]))
  return [...names].sort().map((name) => ({ name, source: files[name] ?? '' }))
}

/** Puts files among those of the store, never in place of another. @returns the names that they have there by their own */
async function putAmongFiles(
  { projectionFolder }: ExplorerState,
  { link }: ExplorerDeps,
  files: readonly ProjectionFile[],
): Promise<ReadonlyMap<string, string>> {
  const there = new Map(projectionFolder?.files.map(({ name, source }) => [name, source]))
  const names = new Map<string, string>()
  for (const { name, source } of files) {
    const own = there.get(name) === source ? name : freeFileName(name, there.keys())
    names.set(name, own)
    if (there.get(own) === source) continue
    there.set(own, source)
    await link.ask('projections.save', { name: own, source })
  }
  return names
}

function openedFiles(
  workspace: JsonObject,
  files: readonly ProjectionFile[],
  names: ReadonlyMap<string, string>,
): readonly OpenedFile[] {
  const { openFiles } = readWorkspace(workspace)
  const sources = new Map(files.map(({ name, source }) => [names.get(name), source]))
  if (openFiles.kind !== 'files') return []
  return openFiles.files.flatMap((one) => {
    const source = sources.get(one.file)
    return source === undefined ? [] : [{ ...one, source }]
  })
}

function takenText({ projections }: WorkspaceFile, how: TakenWorkspace['projections']): string {
  if (how === 'run' || projections.length === 0) return 'Opened the workspace'
  return 'Opened the workspace. Its projections are files of this store now, and none of them runs: open them under “New projection”.'
}

function stem({ store }: WorkspaceFile): string {
  const name = store
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 80)
  return name === '' ? 'workspace' : name
}
