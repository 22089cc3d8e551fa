import type Database from 'better-sqlite3'
import { position } from '../../../core/event.ts'
import type { FindingList } from '../../../core/store-audit.ts'
import { NO_SEAL, nextSeal, SEAL_EVENTS } from '../checksum.ts'

/** Recomputes the seals. Each is checked against the one that is stored before it, so that one fault does not run on. */
export class SealCheck {
  readonly #findings: FindingList
  readonly #seal
  #previous: Uint8Array = NO_SEAL
  #checksums: Buffer[] = []
  #at = 0

  constructor(database: Database.Database, findings: FindingList) {
    this.#findings = findings
    this.#seal = database.prepare<[number], unknown>('SELECT seal FROM seals WHERE position = ?').pluck()
  }

  /** @param at must rise; positions between two calls are missing */
  add(at: number, checksum: Buffer): void {
    this.pass(at - 1)
    this.#checksums.push(checksum)
    this.#at = at
    if (at % SEAL_EVENTS === 0) this.#check(at)
  }

  /** Nothing is at the positions up to this one that were not added. */
  pass(upTo: number): void {
    const next = (Math.floor(this.#at / SEAL_EVENTS) + 1) * SEAL_EVENTS
    if (next <= upTo) this.#check(next)
    const last = Math.floor(upTo / SEAL_EVENTS) * SEAL_EVENTS
    if (last > next) this.#previous = this.#stored(last) ?? NO_SEAL
    this.#at = Math.max(this.#at, upTo)
  }

  #check(at: number): void {
    const stored = this.#stored(at)
    if (stored === undefined)
      this.#findings.add('seal', 'there is no seal of the thousand events up to here', { position: position(at) })
    else if (!nextSeal(this.#previous, this.#checksums).equals(stored))
      this.#findings.add('seal', 'the thousand events up to here are not those that were sealed', {
        position: position(at),
      })
    this.#previous = stored ?? NO_SEAL
    this.#checksums = []
  }

  #stored(at: number): Buffer | undefined {
    const seal = this.#seal.get(at)
    return Buffer.isBuffer(seal) ? seal : undefined
  }
}
