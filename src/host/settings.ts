import { join } from 'node:path'
import * as v from 'valibot'
import type { JsonObject } from '../core/json.ts'
import { jsonObject } from './input-schemas.ts'
import { readStoredJson, writeAtomically } from './stored-json.ts'

/** What windows keep whatever store they show, in `<home>/settings.json`. The last write stays. */
export class Settings {
  readonly #file: string
  #last: Promise<void> = Promise.resolve()

  constructor(home: string) {
    this.#file = join(home, 'settings.json')
  }

  async read(): Promise<JsonObject | undefined> {
    await this.#last
    const kept = await readStoredJson(this.#file)
    return v.is(jsonObject, kept) ? kept : undefined
  }

  /** Resolves when it is on disk. */
  write(settings: JsonObject): Promise<void> {
    const written = this.#last.then(() => writeAtomically(this.#file, JSON.stringify(settings)))
    this.#last = written.catch(() => {})
    return written
  }
}
