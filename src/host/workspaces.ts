import { createHash } from 'node:crypto'
import { join } from 'node:path'
import * as v from 'valibot'
import { EpochError } from '../core/errors.ts'
import type { JsonObject } from '../core/json.ts'
import { jsonObject } from './input-schemas.ts'
import { readStoredJson, writeAtomically } from './stored-json.ts'

export const MAX_WORKSPACE_BYTES = 8 * 1024 * 1024

/** What windows keep of each store, in `<home>/workspaces`, one file per store. */
export class Workspaces {
  readonly #folder: string
  /** The write each file waits for, so that the last one asked for is the one that stays. */
  readonly #writing = new Map<string, Promise<void>>()

  constructor(home: string) {
    this.#folder = join(home, 'workspaces')
  }

  /** `store` is the path that the person opened. */
  async read(store: string): Promise<JsonObject | undefined> {
    const file = this.#fileOf(store)
    await this.#writing.get(file)
    const kept = await readStoredJson(file)
    return v.is(jsonObject, kept) ? kept : undefined
  }

  /** Resolves when it is on disk. @throws EpochError `value-too-large` */
  async write(store: string, workspace: JsonObject): Promise<void> {
    const text = JSON.stringify(workspace)
    const bytes = Buffer.byteLength(text)
    if (bytes > MAX_WORKSPACE_BYTES)
      throw new EpochError(
        'value-too-large',
        `the workspace has ${bytes} bytes, and the most is ${MAX_WORKSPACE_BYTES}; remove a projection from it`,
        { bytes, limit: MAX_WORKSPACE_BYTES },
      )
    const file = this.#fileOf(store)
    const before = this.#writing.get(file) ?? Promise.resolve()
    const written = before.then(() => writeAtomically(file, text))
    const settled = written.then(
      () => {},
      () => {},
    )
    this.#writing.set(file, settled)
    try {
      await written
    } finally {
      if (this.#writing.get(file) === settled) this.#writing.delete(file)
    }
  }

  #fileOf(store: string): string {
    return join(this.#folder, `${createHash('sha256').update(store).digest('hex').slice(0, 32)}.json`)
  }
}
