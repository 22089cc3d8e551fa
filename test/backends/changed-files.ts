import { copyFileSync, renameSync, rmSync, truncateSync } from 'node:fs'
import { EpochError, type EpochErrorCode } from '../../src/core/errors.ts'
import type { Position } from '../../src/core/event.ts'
import { followWriters } from '../../src/host/follow-writers.ts'

export interface Fate {
  readonly code: EpochErrorCode
  /** What a thread that writes says when it opens the file only then; default {@link code}. */
  readonly writerCode?: EpochErrorCode
  /** @param other another store, where one is needed */
  happen(file: string, other: string): void
}

/** What may happen to a store's file while it is open, and what is said of it then. */
export const fates: Readonly<Record<string, Fate>> = {
  deleted: { code: 'store-replaced', happen: (file) => rmSync(file) },
  renamed: { code: 'store-replaced', happen: (file) => renameSync(file, `${file}.moved`) },
  'replaced by its copy': {
    code: 'store-replaced',
    happen: (file) => {
      copyFileSync(file, `${file}.copy`)
      renameSync(`${file}.copy`, file)
    },
  },
  'replaced by another store': { code: 'store-replaced', happen: (file, other) => renameSync(other, file) },
  truncated: { code: 'store-rewound', writerCode: 'store-corrupt', happen: (file) => truncateSync(file, 8192) },
}

/** Appends `count` times after a fate. @returns how many of them were acknowledged, which must be none */
export async function acknowledgedAfter(happen: () => void, append: () => Promise<unknown>, count: number) {
  happen()
  let acknowledged = 0
  for (let i = 0; i < count; i++) {
    try {
      await append()
      acknowledged++
    } catch (error) {
      if (!(error instanceof EpochError)) throw error
    }
  }
  return acknowledged
}

/** How a store that is followed tells of a fate: its code, and how long that took; nothing where it is not told in time. */
export async function toldOf(
  happen: () => void,
  { path, refresh, withinMs }: { path: string; refresh: () => Promise<Position>; withinMs: number },
): Promise<{ readonly code: string; readonly afterMs: number } | undefined> {
  const told = Promise.withResolvers<string | undefined>()
  const calm = Promise.withResolvers<void>()
  const writers = followWriters({
    path,
    refresh,
    attention: () => 'front',
    onChange: () => calm.resolve(),
    onTrouble: (error) => told.resolve(error instanceof EpochError ? error.code : error.message),
  })
  await calm.promise
  const before = performance.now()
  const timer = setTimeout(() => told.resolve(undefined), withinMs)
  happen()
  const code = await told.promise
  clearTimeout(timer)
  await writers.end()
  return code === undefined ? undefined : { code, afterMs: performance.now() - before }
}
