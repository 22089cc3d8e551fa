import { fileBytes, fileChunks } from './file-chunks.ts'
import type { RecognisedHistory } from './history-source.ts'
import { pipedInput } from './piped-input.ts'
import { type RecogniseOptions, recogniseHistory } from './recognise-history.ts'

/**
 * What a file holds, or with `-` the standard input, by its content alone. Gzip is unpacked as it is read. A file is opened again when the
 * history is iterated, so one that is not iterated holds nothing.
 *
 * @throws EpochError `import-unreadable`, `import-unrecognised`, `import-unsupported`, `import-wrong-encoding`; what is wrong further on,
 * the history throws after what came before
 */
export async function openHistory(path: string, options: RecogniseOptions = {}): Promise<RecognisedHistory> {
  if (path === '-') return await standardInput(options)
  const bytes = await fileBytes(path)
  const chunks = fileChunks(path)
  return await recogniseHistory(bytes === undefined ? pipedInput(chunks) : { peeked: chunks, chunks, bytes }, options)
}

/** Whoever writes to it may be silent for long, and neither an abort nor a failure is to wait for that. */
async function standardInput(options: RecogniseOptions): Promise<RecognisedHistory> {
  const close = async (): Promise<void> => {
    process.stdin.destroy()
  }
  options.signal?.addEventListener('abort', () => void close())
  try {
    return { ...(await recogniseHistory(pipedInput(process.stdin), options)), close }
  } catch (error) {
    await close()
    throw error
  }
}
