import { closeSync, openSync, readFileSync, readSync, writeSync } from 'node:fs'
import Database from 'better-sqlite3'
import { auditStore } from '../../src/backends/sqlite/audit/audit-store.ts'
import { digestOf } from '../../src/backends/sqlite/checksum.ts'
import { EpochError } from '../../src/core/errors.ts'
import type { FindingKind, StoreAudit } from '../../src/core/store-audit.ts'
import { SeededRandom } from '../../src/transfer/demo/seeded-random.ts'

export interface BitRot {
  /** Flips that the audit told of, or for which it refused the file. */
  readonly found: number
  /** Flips after which every event was as before, and nothing was told. */
  readonly harmless: number
  /** Flips that changed an event and that nothing told of: byte of the file and mask. */
  readonly missed: readonly string[]
}

export interface BitRotOptions {
  readonly flips: number
  readonly seed: number
  /** Kinds of findings that do not count, for a test of the test. */
  readonly deafTo?: readonly FindingKind[]
}

/**
 * Changes one byte after another of a store that nobody has open, audits it, and changes the byte back. The file is as it was in the end.
 *
 * @throws what an audit must not throw: anything but an EpochError
 */
export async function rotAway(path: string, { flips, seed, deafTo = [] }: BitRotOptions): Promise<BitRot> {
  const random = new SeededRandom(seed)
  const bytes = readFileSync(path).length
  const before = digestOfEvents(path)
  const missed: string[] = []
  let [found, harmless] = [0, 0]
  for (let flip = 0; flip < flips; flip++) {
    const [at, mask] = [random.whole(0, bytes - 1), random.whole(1, 255)]
    xorByte(path, at, mask)
    if (await isFound(path, deafTo)) found++
    else if (digestOfEvents(path) === before) harmless++
    else missed.push(`byte ${at} ^ ${mask}`)
    xorByte(path, at, mask)
  }
  return { found, harmless, missed }
}

async function isFound(path: string, deafTo: readonly FindingKind[]): Promise<boolean> {
  const audit = await auditOrRefusal(path)
  if (audit === undefined) return true
  return audit.counts.some(({ kind, severity }) => severity === 'damage' && !deafTo.includes(kind))
}

async function auditOrRefusal(path: string): Promise<StoreAudit | undefined> {
  try {
    return await auditStore(path)
  } catch (error) {
    if (error instanceof EpochError) return undefined
    throw error
  }
}

/** Everything that readers give of events, as one digest; the failure where it cannot be read. */
function digestOfEvents(path: string): string {
  const database = new Database(path)
  try {
    const rows = database
      .prepare(
        `SELECT position, s.name, e.version, hex(event_id), t.name, schema_version, created_at_us, hex(data), hex(metadata)
         FROM events e JOIN streams s ON s.id = e.stream_id JOIN types t ON t.id = e.type_id ORDER BY position`,
      )
      .raw()
      .all()
    return digestOf(JSON.stringify(rows))
  } catch (error) {
    return String(error)
  } finally {
    database.close()
  }
}

function xorByte(path: string, at: number, mask: number): void {
  const file = openSync(path, 'r+')
  try {
    const byte = Buffer.alloc(1)
    readSync(file, byte, 0, 1, at)
    byte.writeUInt8(byte.readUInt8(0) ^ mask)
    writeSync(file, byte, 0, 1, at)
  } finally {
    closeSync(file)
  }
}
