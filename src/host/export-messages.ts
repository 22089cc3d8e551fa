import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, parse } from 'node:path'
import { openSqliteImport } from '../backends/sqlite/sqlite-import.ts'
import type { ExportChoice, ExportMessage } from '../contract/host-contract.ts'
import { readMask } from '../core/mask.ts'
import { exportFormats } from '../transfer/export/export-formats.ts'
import { exportHistory, PART_BYTES } from '../transfer/export/export-history.ts'
import { exportToStore } from '../transfer/export/export-to-store.ts'
import { exportedPages } from '../transfer/export/exported-pages.ts'
import type { SharedStore } from './shared-store.ts'

/**
 * Events of a store as a file, part by part, each made when the reader has room for it.
 *
 * @throws InvalidFilter for a mask that is no payload path; what reading and writing throw
 */
export async function* exportMessages(
  shared: SharedStore,
  { format, filter, positions, masks: maskTexts }: ExportChoice,
  signal: AbortSignal,
): AsyncGenerator<ExportMessage, void> {
  const masks = maskTexts.map(readMask)
  const pages = exportedPages(shared, { filter, ...(positions && { positions }), signal })
  const name = parse(shared.opened.name).name
  if (format === 'epoch') {
    yield* exportedStore(pages, { name: `${name}-slice.db`, masks, signal })
    return
  }
  const text = exportFormats[format]
  let done = 0
  for await (const { bytes, events } of exportHistory(pages, { format: text, masks, signal })) {
    done = events
    yield part(bytes, done)
  }
  yield { kind: 'exported', fileName: `${name}${text.extension}`, mediaType: text.mediaType, events: done, leftOut: 0 }
}

/** The store is made whole before its first part goes out. */
async function* exportedStore(
  pages: Parameters<typeof exportToStore>[0],
  { name, ...options }: { readonly name: string } & Parameters<typeof exportToStore>[2],
): AsyncGenerator<ExportMessage, void> {
  const folder = await mkdtemp(join(tmpdir(), 'epoch-export-'))
  try {
    const file = join(folder, name)
    const { events, leftOut } = await exportToStore(pages, await openSqliteImport(file), options)
    for await (const bytes of createReadStream(file, { highWaterMark: PART_BYTES })) {
      options.signal?.throwIfAborted()
      yield part(bytes, events)
    }
    yield { kind: 'exported', fileName: name, mediaType: 'application/vnd.sqlite3', events, leftOut }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

function part(bytes: Uint8Array, done: number): ExportMessage {
  return { kind: 'part', base64: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64'), done }
}
