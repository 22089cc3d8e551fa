import type Database from 'better-sqlite3'
import { type Position, position } from '../../core/event.ts'
import { storeRewound, type WatchedFile } from './watched-file.ts'

/** The log as one connection has seen it: what was read of it must stay as it was. */
export class WatchedLog {
  readonly #path: string
  readonly #file: WatchedFile
  readonly #database: Database.Database
  readonly #last
  readonly #checksum
  #seen: readonly [position: number, checksum: Buffer] | undefined
  #dataVersion: unknown

  constructor(path: string, file: WatchedFile, database: Database.Database) {
    this.#path = path
    this.#file = file
    this.#database = database
    this.#last = database
      .prepare<[], [number, Buffer]>('SELECT position, checksum FROM events ORDER BY position DESC LIMIT 1')
      .raw()
    this.#checksum = database.prepare<[number], Buffer>('SELECT checksum FROM events WHERE position = ?').pluck()
    this.#seen = this.#last.get()
  }

  /**
   * The head, once it is sure that the log goes on from what was read: the last event seen is looked at again after every
   * commit, so that also an older copy that was restored and written on is noticed.
   *
   * @throws EpochError `store-replaced`, `store-rewound`
   */
  head(): Position {
    this.#file.check()
    const dataVersion = this.#database.pragma('data_version', { simple: true })
    if (dataVersion !== this.#dataVersion) {
      this.#checkSeen()
      this.#seen = this.#last.get()
      this.#dataVersion = dataVersion
    }
    return position(this.#seen?.[0] ?? 0)
  }

  #checkSeen(): void {
    if (this.#seen === undefined) return
    const [at, checksum] = this.#seen
    const found = this.#checksum.get(at)
    if (found === undefined) throw storeRewound(this.#path, `its events up to ${at} are no longer all there`)
    if (!found.equals(checksum)) throw storeRewound(this.#path, `another event is at ${at} now`)
  }
}
