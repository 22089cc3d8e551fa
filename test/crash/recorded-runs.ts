import type { CrashWork } from './crash-work.ts'

/** What processes do to a new store at `path`, one after the other. */
export type RecordedRun = (path: string, seed: number) => readonly CrashWork[]

/** What is recorded for simulated power cuts. Short, since every image of a cut is a whole store. */
export const recordedRuns = {
  append: (path, seed) => [{ kind: 'append', path, seed, by: 'threads', batches: 120, checkpointEvery: 25 }],
  /** Its commits that are not of events do not wait for the disk. */
  upkeep: (path, seed) => [{ kind: 'upkeep', path, seed, batches: 60 }],
  import: (path, seed) => [{ kind: 'import', path, seed, by: 'threads', events: 1200 }],
  importIntoStore: (path, seed) => [
    { kind: 'append', path, seed, by: 'module', batches: 20 },
    { kind: 'import', path, seed: seed + 1, by: 'threads', events: 1200 },
  ],
  upgrade: (path, seed) => [{ kind: 'upgrade', path, seed, events: 1100 }],
} satisfies Readonly<Record<string, RecordedRun>>

/** A defective run: its commits do not wait for the disk. */
export const runAtNormal: RecordedRun = (path, seed) => [
  { kind: 'append', path, seed, by: 'module at synchronous=NORMAL', batches: 60 },
]
