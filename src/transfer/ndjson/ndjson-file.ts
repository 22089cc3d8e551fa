import { open } from 'node:fs/promises'
import { EpochError } from '../../core/errors.ts'
import type { HistoryBatch } from '../history-source.ts'
import { readNdjson } from './read-ndjson.ts'

const CHUNK_BYTES = 1024 * 1024

/** The events of an NDJSON file. @throws EpochError `import-unreadable` */
export async function* ndjsonFile(path: string): AsyncGenerator<HistoryBatch, void> {
  const file = await open(path).catch((cause: unknown) => {
    throw unreadable(path, cause)
  })
  try {
    const stats = await file.stat()
    if (stats.isDirectory()) throw new EpochError('import-unreadable', `${path} is a folder, not a file`, { path })
    const chunks = file.createReadStream({ highWaterMark: CHUNK_BYTES, autoClose: false })
    yield* readNdjson(chunks, stats.isFile() ? { total: stats.size } : {})
  } finally {
    await file.close()
  }
}

/** Why what was to be read at a path cannot be. */
export function unreadable(path: string, cause: unknown): EpochError {
  const why = cause instanceof Error && 'code' in cause ? reasons[String(cause.code)] : undefined
  return new EpochError('import-unreadable', `${path} cannot be read: ${why ?? String(cause)}`, { path }, { cause })
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'you are not allowed to',
  EPERM: 'you are not allowed to',
  EISDIR: 'it is a folder',
}
