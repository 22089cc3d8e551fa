import { type FileHandle, open, stat } from 'node:fs/promises'
import { EpochError } from '../core/errors.ts'
import { unreadable } from './unreadable.ts'

const CHUNK_BYTES = 256 * 1024

/** A file's bytes, from its beginning each time that they are iterated. @throws EpochError `import-unreadable` */
export function fileChunks(path: string): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => read(path) }
}

/**
 * A regular file's size; undefined where nobody knows beforehand, as for a pipe. A pipe is not opened: whoever writes to it would
 * take it for the end of the reader.
 *
 * @throws EpochError `import-unreadable`
 */
export async function fileBytes(path: string): Promise<number | undefined> {
  const stats = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, cause)
  })
  if (stats.isDirectory()) throw new EpochError('import-unreadable', `${path} is a folder, not a file`, { path })
  return stats.isFile() ? stats.size : undefined
}

async function* read(path: string): AsyncGenerator<Uint8Array, void> {
  await using file = await opened(path)
  for (;;) {
    // A chunk is never changed after it was given, so each one has its own memory.
    const { buffer, bytesRead } = await file
      .read(Buffer.allocUnsafeSlow(CHUNK_BYTES), 0, CHUNK_BYTES)
      .catch(toUnreadable)
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
  }

  function toUnreadable(cause: unknown): never {
    throw unreadable(path, cause)
  }
}

async function opened(path: string): Promise<FileHandle> {
  try {
    return await open(path)
  } catch (cause) {
    throw unreadable(path, cause)
  }
}
