import { createHash } from 'node:crypto'
import { closeSync, lstatSync, openSync, readdirSync, readlinkSync, readSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Everything below a folder as lines of text: the names, sorts, sizes, times of change and contents. Two states are equal where nothing
 * was written meanwhile. The content of a -shm file is left aside: every program that reads a store in use, SQLite's own shell too, notes
 * there what it reads. Call it only while this process has none of the files open through SQLite.
 */
export function folderState(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => `${name}: ${stateOf(join(folder, name))}`)
}

function stateOf(path: string): string {
  const stat = lstatSync(path, { bigint: true })
  if (path.endsWith('-shm')) return `mode ${stat.mode}, inode ${stat.ino}, ${stat.size} bytes`
  const said = `mode ${stat.mode}, inode ${stat.ino}, changed ${stat.mtimeNs}`
  if (stat.isSymbolicLink()) return `${said}, link to ${readlinkSync(path)}`
  return stat.isFile() ? `${said}, ${stat.size} bytes, ${hashOf(path)}` : said
}

function hashOf(path: string): string {
  const hash = createHash('sha1')
  const chunk = Buffer.alloc(1024 * 1024)
  const file = openSync(path, 'r')
  try {
    for (;;) {
      const bytes = readSync(file, chunk)
      if (bytes === 0) return hash.digest('hex')
      hash.update(chunk.subarray(0, bytes))
    }
  } finally {
    closeSync(file)
  }
}
