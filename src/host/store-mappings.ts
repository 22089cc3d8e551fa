import { join } from 'node:path'
import * as v from 'valibot'
import type { StoreMapping } from '../core/store-mapping.ts'
import { storeMapping } from './input-schemas.ts'
import { readStoredJson, writeAtomically } from './stored-json.ts'

const MAX_MAPPINGS = 200

const mappings = v.array(storeMapping)

/** What people said about tables and files of rows that Epoch does not know, in `<home>/mappings.json`, newest first. */
export class StoreMappings {
  readonly #file: string
  #last: Promise<unknown> = Promise.resolve()

  constructor(home: string) {
    this.#file = join(home, 'mappings.json')
  }

  async list(): Promise<readonly StoreMapping[]> {
    const { success, output } = v.safeParse(mappings, await readStoredJson(this.#file))
    return success ? output.slice(0, MAX_MAPPINGS) : []
  }

  /** In the place of an earlier one for the same table and columns. Past 200 the oldest is forgotten. */
  keep(mapping: StoreMapping): Promise<void> {
    const kept = this.#last.then(async () => {
      const others = (await this.list()).filter((other) => !isForSame(other, mapping))
      await writeAtomically(this.#file, JSON.stringify([mapping, ...others].slice(0, MAX_MAPPINGS)))
    })
    this.#last = kept.catch(() => {})
    return kept
  }
}

function isForSame(a: StoreMapping, b: StoreMapping): boolean {
  return a.table === b.table && mappedNames(a).join('\n') === mappedNames(b).join('\n')
}

function mappedNames({ columns: { stream, ...others } }: StoreMapping): readonly string[] {
  return [...stream, ...Object.values(others)].filter((name) => name !== '').sort()
}
