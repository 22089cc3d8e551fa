import type { SeededRandom } from '../../src/transfer/demo/seeded-random.ts'
import type { TraceStep } from './write-trace.ts'

/** What a power cut does to changes that were not yet synced: loses all, or half of them, or half of their sectors, or none of them. */
export const cutKinds = ['lose all', 'lose half', 'lose sectors', 'lose none'] as const
export type CutKind = (typeof cutKinds)[number]

const SECTOR_BYTES = 512

type Change = Extract<TraceStep, { kind: 'write' | 'truncate' }>

interface DiskFile {
  /** What is on the disk for sure; longer than `size`. */
  bytes: Buffer
  size: number
  /** Changes since the last sync, with the steps they were. */
  unsynced: { readonly at: number; readonly change: Change }[]
}

type Names = Map<string, DiskFile>

/**
 * A disk that remembers which writes were synced. A sync makes all earlier changes of its file durable, and with any sync all names
 * given and taken so far are (as journaling file systems do, which keep them in order); until then a cut may undo the last of them.
 */
export class DiskImage {
  /** As the processes see it. */
  readonly #names: Names = new Map()
  /** As it is on the disk for sure. */
  #syncedNames: Names = new Map()
  #nameChanges: ((names: Names) => void)[] = []

  take(step: TraceStep, at: number): void {
    switch (step.kind) {
      case 'write':
      case 'truncate':
        this.#fileOf(step.path).unsynced.push({ at, change: step })
        return
      case 'rename':
        this.#changeNames((names) => {
          const file = names.get(step.path)
          names.delete(step.path)
          if (file) names.set(step.to, file)
        })
        return
      case 'link':
        this.#changeNames((names) => {
          const file = names.get(step.path)
          if (file) names.set(step.to, file)
        })
        return
      case 'delete':
        this.#changeNames((names) => void names.delete(step.path))
        return
      case 'sync':
        this.#sync(step.path, step.begun)
        return
      case 'said':
        return
    }
  }

  /** The files that are found after a power cut now, by path. */
  afterCut(kind: CutKind, random: SeededRandom): ReadonlyMap<string, Buffer> {
    const names: Names = new Map(this.#syncedNames)
    const kept =
      kind === 'lose all'
        ? 0
        : kind === 'lose none'
          ? this.#nameChanges.length
          : random.whole(0, this.#nameChanges.length)
    for (const change of this.#nameChanges.slice(0, kept)) change(names)
    return new Map(Array.from(names, ([path, file]) => [path, contentAfterCut(file, kind, random)]))
  }

  #sync(path: string, begun: number): void {
    this.#syncedNames = new Map(this.#names)
    this.#nameChanges = []
    const file = this.#names.get(path)
    if (file === undefined) return
    for (const { at, change } of file.unsynced) if (at < begun) apply(file, change)
    file.unsynced = file.unsynced.filter(({ at }) => at >= begun)
  }

  #fileOf(path: string): DiskFile {
    const known = this.#names.get(path)
    if (known !== undefined) return known
    const file: DiskFile = { bytes: Buffer.alloc(0), size: 0, unsynced: [] }
    this.#changeNames((names) => void names.set(path, file))
    return file
  }

  #changeNames(change: (names: Names) => void): void {
    change(this.#names)
    this.#nameChanges.push(change)
  }
}

function contentAfterCut(file: DiskFile, kind: CutKind, random: SeededRandom): Buffer {
  const copy: DiskFile = { bytes: Buffer.from(file.bytes.subarray(0, file.size)), size: file.size, unsynced: [] }
  for (const { change } of file.unsynced) {
    if (kind === 'lose none' || (kind === 'lose half' && random.chance(0.5))) apply(copy, change)
    else if (kind === 'lose sectors')
      for (const sector of sectorsOf(change)) if (random.chance(0.5)) apply(copy, sector)
  }
  return copy.bytes.subarray(0, copy.size)
}

function apply(file: DiskFile, change: Change): void {
  const end = change.kind === 'write' ? change.offset + change.bytes.length : change.size
  if (change.kind === 'truncate' && end < file.size) file.bytes.fill(0, end, file.size)
  if (end > file.bytes.length) file.bytes = Buffer.concat([file.bytes], Math.max(end, file.bytes.length * 2))
  file.size = change.kind === 'write' ? Math.max(file.size, end) : end
  if (change.kind === 'write') change.bytes.copy(file.bytes, change.offset)
}

function sectorsOf(change: Change): readonly Change[] {
  if (change.kind === 'truncate') return [change]
  const sectors: Change[] = []
  const end = change.offset + change.bytes.length
  for (let from = change.offset; from < end; ) {
    const to = Math.min(end, (Math.floor(from / SECTOR_BYTES) + 1) * SECTOR_BYTES)
    sectors.push({ ...change, offset: from, bytes: change.bytes.subarray(from - change.offset, to - change.offset) })
    from = to
  }
  return sectors
}
