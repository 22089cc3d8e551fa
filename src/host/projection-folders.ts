import { createHash } from 'node:crypto'
import { type FSWatcher, watch } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { MAX_SOURCE_CHARACTERS, type ProjectionFile, type ProjectionFolder } from '../contract/host-contract.ts'
import { Changes } from './changes.ts'
import { hasErrorCode } from './has-error-code.ts'
import { writeAtomically } from './stored-json.ts'

/** Names that every file system takes, and that no import can climb out of the folder with. */
export const projectionFileName = /^(?!.{101})[A-Za-z0-9_-]+\.(?:ts|js)$/

const MAX_BYTES_PER_UNIT = 3

/** Most files of a folder that are read, by name. */
const MAX_FILES = 500

/** Most characters of all files that are told of: those of the names that come last are left out. */
export const MAX_FOLDER_CHARACTERS = 16 * 1024 * 1024

/** Editors write a file in several steps; what they come to is read once they rest. */
const SETTLE_MS = 40

/** The projections of each store, in `<home>/projections`, a folder per store that a person's own editor may work in as well. */
export class ProjectionFolders {
  readonly #all: string
  /** By folder: saves of this host, which no watcher need notice. */
  readonly #changes = new Map<string, Changes>()

  constructor(home: string) {
    this.#all = join(home, 'projections')
  }

  /** @param store is the path that the person opened */
  async save(store: string, { name, source }: ProjectionFile): Promise<void> {
    const folder = this.#folderOf(store)
    await writeAtomically(join(folder, name), source)
    this.#changesOf(folder).add()
  }

  async remove(store: string, name: string): Promise<void> {
    const folder = this.#folderOf(store)
    await rm(join(folder, name), { force: true })
    this.#changesOf(folder).add()
  }

  /** The folder as it is, then again after each change; changes that come faster than they are read are one. */
  async *watch(store: string, signal: AbortSignal): AsyncGenerator<ProjectionFolder, void> {
    const folder = this.#folderOf(store)
    const changes = this.#changesOf(folder)
    const watcher = new FolderWatcher(folder, () => changes.add())
    try {
      let told = ''
      for (;;) {
        signal.throwIfAborted()
        const seen = changes.count
        await watcher.look()
        const files = await filesOf(folder)
        const text = JSON.stringify(files)
        if (text !== told) yield { place: folder, files }
        told = text
        await changes.past(seen, signal)
      }
    } finally {
      watcher.close()
    }
  }

  #changesOf(folder: string): Changes {
    const known = this.#changes.get(folder) ?? new Changes()
    this.#changes.set(folder, known)
    return known
  }

  /** Named after the store, for whoever looks for it, and told apart by its path. */
  #folderOf(store: string): string {
    const name = basename(store).replace(/[^A-Za-z0-9_-]+/g, '-')
    return join(this.#all, `${name.slice(0, 40)}-${createHash('sha256').update(store).digest('hex').slice(0, 12)}`)
  }
}

/** Watches whichever folder is at a path, even after another one took its place. */
class FolderWatcher {
  readonly #path: string
  readonly #onChange: () => void
  #watched: { readonly inode: number; readonly watcher: FSWatcher } | undefined
  #settling: NodeJS.Timeout | undefined

  constructor(path: string, onChange: () => void) {
    this.#path = path
    this.#onChange = onChange
  }

  /** Makes the folder where it is missing, and watches it. */
  async look(): Promise<void> {
    await mkdir(this.#path, { recursive: true, mode: 0o700 })
    const { ino: inode } = await stat(this.#path)
    if (this.#watched?.inode === inode) return
    this.#watched?.watcher.close()
    const watcher = this.#watch()
    this.#watched = watcher && { inode, watcher }
  }

  /** A folder that cannot be watched, or no longer, is still read after each save of this host. */
  #watch(): FSWatcher | undefined {
    try {
      const watcher = watch(this.#path, () => {
        clearTimeout(this.#settling)
        this.#settling = setTimeout(this.#onChange, SETTLE_MS)
      })
      return watcher.on('error', () => watcher.close())
    } catch (error) {
      if (hasErrorCode(error, 'ENOSPC', 'EMFILE', 'ENFILE')) return undefined
      throw error
    }
  }

  close(): void {
    clearTimeout(this.#settling)
    this.#watched?.watcher.close()
  }
}

async function filesOf(folder: string): Promise<readonly ProjectionFile[]> {
  const names = (await readdir(folder)).filter((name) => projectionFileName.test(name)).sort()
  const files: ProjectionFile[] = []
  let characters = 0
  for (const name of names.slice(0, MAX_FILES)) {
    const file = await readSource(folder, name)
    characters += file?.source.length ?? 0
    if (characters > MAX_FOLDER_CHARACTERS) break
    if (file !== undefined) files.push(file)
  }
  return files
}

/** What a file is not read for, besides what it says. */
const unreadable = ['ENOENT', 'EACCES', 'EPERM', 'ELOOP'] as const

/** Nothing for what is no file, is gone meanwhile, may not be read, is too large or no UTF-8. */
async function readSource(folder: string, name: string): Promise<ProjectionFile | undefined> {
  try {
    const path = join(folder, name)
    const found = await stat(path)
    if (!found.isFile() || found.size > MAX_SOURCE_CHARACTERS * MAX_BYTES_PER_UNIT) return undefined
    const source = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path))
    return source.length > MAX_SOURCE_CHARACTERS ? undefined : { name, source }
  } catch (error) {
    if (error instanceof TypeError || hasErrorCode(error, ...unreadable)) return undefined
    throw error
  }
}
