import { readFileSync } from 'node:fs'
import * as v from 'valibot'

/** Epoch's own version, from its package.json: two folders up from here, and from the built code. */
export function epochVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return v.parse(v.object({ version: v.string() }), JSON.parse(text)).version
}
