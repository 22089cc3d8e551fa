import type { CodeUnits } from '../../core/name-units.ts'

/** Names of streams packed close together, with the streams' numbers. */
export interface NamePack {
  readonly ids: Float64Array
  /** Where each name's units end; the next begin there. */
  readonly ends: Uint32Array
  readonly units: CodeUnits
  readonly bytes: number
}

export function packNames(names: readonly (readonly [id: number, name: string])[]): NamePack {
  const ids = new Float64Array(names.length)
  const ends = new Uint32Array(names.length)
  let end = 0
  for (const [at, [id, name]] of names.entries()) {
    ids[at] = id
    end += name.length
    ends[at] = end
  }
  const units = joinedUnits(names, end)
  return { ids, ends, units, bytes: ids.byteLength + ends.byteLength + units.byteLength }
}

/** As bytes where no unit is above 255, else as units. */
function joinedUnits(names: readonly (readonly [id: number, name: string])[], length: number): CodeUnits {
  const units = new Uint16Array(length)
  let place = 0
  let highest = 0
  for (const [, name] of names)
    for (let at = 0; at < name.length; at++) {
      const unit = name.charCodeAt(at)
      units[place++] = unit
      highest |= unit
    }
  return highest > 255 ? units : Uint8Array.from(units)
}
