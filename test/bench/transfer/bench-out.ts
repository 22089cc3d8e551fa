import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { eventIdOfHex } from '../../../src/backends/sqlite/event-id-blob.ts'
import { openForReading } from '../../../src/backends/sqlite/open-database.ts'
import { openSqliteStore, type SqliteStore } from '../../../src/backends/sqlite/sqlite-store.ts'
import { isoTime } from '../../../src/core/iso-time.ts'
import { readMask } from '../../../src/core/mask.ts'
import { exportFormats, type TextFormatName } from '../../../src/transfer/export/export-formats.ts'
import { exportHistory } from '../../../src/transfer/export/export-history.ts'
import { exportedPages } from '../../../src/transfer/export/exported-pages.ts'
import { alternating, print } from '../store/bench-line.ts'

const ROUNDS = 3
const CHUNK_BYTES = 1024 * 1024

type Row = [number, string, number, string, string, number, number, string, string]

/** A whole store of standard events as a file: NDJSON beside a bare scan that writes the same lines, then masked, then the other formats. */
export async function benchOut(path: string, folder: string): Promise<void> {
  const store = await openSqliteStore(path, { mode: 'read' })
  const [ours, raw, other] = [join(folder, 'out-ours'), join(folder, 'out-raw'), join(folder, 'out-other')]
  try {
    const figures = await alternating(ROUNDS, {
      ours: () => exportOurs(store, ours, 'ndjson'),
      raw: () => exportRaw(path, raw),
      masked: () => exportOurs(store, other, 'ndjson', ['data.customer', 'data.note', 'meta.user']),
    })
    print({
      name: 'out as ndjson',
      figure: figures.ours,
      unit: 'events/s',
      anchor: figures.raw,
      anchorName: 'bare scan writing the same lines',
      goal: 200_000,
      better: 'more',
      sameBytes: statSync(ours).size === statSync(raw).size,
    })
    print({ name: 'out as ndjson, three paths masked', figure: figures.masked, unit: 'events/s', better: 'more' })
    for (const format of ['cloudevents', 'gaffer', 'csv'] as const) {
      const figure = await exportOurs(store, other, format)
      print({ name: `out as ${format}`, figure, unit: 'events/s', better: 'more' })
    }
  } finally {
    await store.dispose()
  }
}

async function exportOurs(
  store: SqliteStore,
  file: string,
  format: TextFormatName,
  masks: readonly string[] = [],
): Promise<number> {
  const start = performance.now()
  const output = await open(file, 'w')
  const pages = exportedPages({ store, index: store }, { filter: {} })
  let events = 0
  for await (const part of exportHistory(pages, { format: exportFormats[format], masks: masks.map(readMask) })) {
    await output.write(part.bytes)
    events = part.events
  }
  await output.close()
  return (events / (performance.now() - start)) * 1000
}

/** One statement over the whole log in one thread, and a write for each mebibyte. */
function exportRaw(path: string, file: string): number {
  const start = performance.now()
  const database = openForReading(path)
  const rows = database
    .prepare<[], Row>(
      `SELECT position, streams.name, events.version, hex(event_id), types.name, schema_version, created_at_us, data, metadata
        FROM events JOIN streams ON streams.id = stream_id JOIN types ON types.id = type_id ORDER BY position`,
    )
    .raw()
    .iterate()
  const output = openSync(file, 'w')
  let [events, text] = [0, '']
  for (const [position, stream, version, id, type, schemaVersion, us, data, metadata] of rows) {
    text += `{"position":${position},"stream":${JSON.stringify(stream)},"version":${version},"id":${JSON.stringify(eventIdOfHex(id))},"type":${JSON.stringify(type)},"schemaVersion":${schemaVersion},"time":"${isoTime(us)}","data":${data},"metadata":${metadata}}\n`
    events += 1
    if (text.length < CHUNK_BYTES) continue
    writeSync(output, text)
    text = ''
  }
  writeSync(output, text)
  closeSync(output)
  database.close()
  return (events / (performance.now() - start)) * 1000
}
