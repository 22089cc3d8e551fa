import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, extname, join, sep } from 'node:path'
import type { FileChoice } from '../contract/host-contract.ts'
import { hasErrorCode } from './has-error-code.ts'
import type { Tickets } from './tickets.ts'

/** How deep below the root files are looked for, and how many folders and files are looked at. */
const MAX_DEPTH = 3
const MAX_ENTRIES = 5_000

/** Most files that one list offers. */
const MAX_LISTED_FILES = 500

const storeExtensions = new Set(['.db', '.db3', '.sqlite', '.sqlite3', '.ndjson', '.jsonl', '.csv', '.tsv'])
/** Those of many a file that is no history; offered only where they lie in the root itself. */
const commonExtensions = new Set(['.json', '.gz'])

export interface ListedFiles {
  /** Newest first. */
  readonly recents: readonly string[]
  readonly root: string | undefined
  readonly tickets: Tickets
}

/** The recent files that are still there, then what can be opened below the root, in order of path. */
export async function listFiles({ recents, root, tickets }: ListedFiles): Promise<readonly FileChoice[]> {
  const below = root === undefined ? [] : (await pathsBelow(root)).filter((path) => !recents.includes(path))
  const paths = [...recents, ...below].slice(0, MAX_LISTED_FILES)
  const choices = await Promise.all(
    paths.map((path, i) => choiceOf(path, tickets, i < recents.length ? 'recent' : 'below')),
  )
  return choices.filter((choice) => choice !== undefined)
}

async function choiceOf(path: string, tickets: Tickets, where: 'recent' | 'below'): Promise<FileChoice | undefined> {
  try {
    const found = await stat(path)
    const { size, mtimeMs } = found
    return {
      ticket: tickets.issue(path),
      kind: found.isDirectory() ? 'repository' : 'file',
      name: basename(path),
      place: shortened(dirname(path)),
      bytes: size,
      changedAtUs: Math.round(mtimeMs * 1000),
      recent: where === 'recent',
    }
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT', 'EACCES', 'ENOTDIR', 'EPERM')) return undefined
    throw error
  }
}

/** Stores, files of events and repositories; links are not followed, so nothing outside the root is offered. */
async function pathsBelow(root: string): Promise<readonly string[]> {
  const found: string[] = []
  let left = MAX_ENTRIES
  let folders: readonly string[] = [root]
  for (let depth = 0; depth < MAX_DEPTH && folders.length > 0; depth++) {
    const deeper: string[] = []
    for (const folder of folders) {
      const entries = (await entriesOf(folder)).slice(0, Math.max(0, left))
      left -= entries.length
      if (entries.some((entry) => entry.name === '.git')) found.push(folder)
      const offered = entries.filter((entry) => isStoreFile(entry, depth === 0 ? 'root' : 'below'))
      found.push(...offered.map((entry) => join(folder, entry.name)))
      deeper.push(...entries.filter(isPlainFolder).map((entry) => join(folder, entry.name)))
    }
    folders = deeper
  }
  return found.sort()
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT', 'EACCES', 'ENOTDIR', 'EPERM')) return []
    throw error
  }
}

function isStoreFile(entry: Dirent, where: 'root' | 'below'): boolean {
  const extension = extname(entry.name).toLowerCase()
  return entry.isFile() && (storeExtensions.has(extension) || (where === 'root' && commonExtensions.has(extension)))
}

function isPlainFolder(entry: Dirent): boolean {
  return entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules'
}

function shortened(folder: string): string {
  const home = homedir()
  if (folder === home) return '~'
  return folder.startsWith(home + sep) ? `~${folder.slice(home.length)}` : folder
}
