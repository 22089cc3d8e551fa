import { emmett } from './emmett.ts'
import type { ForeignKind } from '../foreign-kind.ts'

/** Every kind of foreign SQLite store that Epoch reads, in the order in which they are tried. */
export const foreignKinds: readonly ForeignKind[] = [emmett]

/** @throws RangeError for a name that is not on the list */
export function foreignKind(name: string): ForeignKind {
  const kind = foreignKinds.find((one) => one.name === name)
  if (kind === undefined) throw new RangeError(`there is no kind of store ${JSON.stringify(name)}`)
  return kind
}
