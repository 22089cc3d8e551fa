import * as v from 'valibot'
import { readStoredJson, writeAtomically } from './stored-json.ts'

const paths = v.array(v.string())

/** A list of paths in a file, newest first: the recent files, or the stores that take appends. */
export class RememberedPaths {
  readonly #file: string
  readonly #most: number
  #last: Promise<unknown> = Promise.resolve()

  /** Past `most` the oldest is forgotten. */
  constructor(file: string, most: number) {
    this.#file = file
    this.#most = most
  }

  async list(): Promise<readonly string[]> {
    const kept = await readStoredJson(this.#file)
    return v.is(paths, kept) ? kept.slice(0, this.#most) : []
  }

  async has(path: string): Promise<boolean> {
    return (await this.list()).includes(path)
  }

  /** Puts it first. */
  add(path: string): Promise<void> {
    return this.#change((others) => [path, ...others], path)
  }

  remove(path: string): Promise<void> {
    return this.#change((others) => others, path)
  }

  /** Reads the file anew each time, since another Epoch may have written it. */
  #change(make: (others: readonly string[]) => readonly string[], path: string): Promise<void> {
    const changed = this.#last.then(async () => {
      const others = (await this.list()).filter((other) => other !== path)
      await writeAtomically(this.#file, JSON.stringify(make(others).slice(0, this.#most)))
    })
    this.#last = changed.catch(() => {})
    return changed
  }
}
