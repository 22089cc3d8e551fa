import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../temporary-folder.ts'
import { folderState } from './folder-state.ts'
import type { HostileFile } from './hostile-file.ts'
import { type FileUse, useFile } from './use-file.ts'

const MOST_MS = 5000
const MOST_GROWN_BYTES = 64 * 1024 * 1024

/** Makes a file and uses it. The folder must be as it was, and whoever reads must not have waited or grown for long. */
export async function checkHarmless(
  { make, mostGrownBytes = MOST_GROWN_BYTES }: HostileFile,
  use: (path: string) => Promise<FileUse>,
): Promise<FileUse> {
  const folder = temporaryFolder()
  const path = make(folder)
  const before = folderState(folder)
  const used = await use(path)
  expect(folderState(folder)).toEqual(before)
  expect(used.ms, 'milliseconds').toBeLessThan(MOST_MS)
  expect(used.grownBytes, 'bytes of memory').toBeLessThan(mostGrownBytes)
  return used
}

/** Opens and reads each file. */
export function describeHostileFiles(what: string, files: readonly HostileFile[]): void {
  describe.skipIf(process.platform === 'win32')(`hostile ${what} do no harm and have their code:`, () => {
    for (const file of files)
      test(`${file.name}: ${file.expected}`, async () => {
        const { outcome, message } = await checkHarmless(file, useFile)
        expect(outcome, message).toBe(file.expected)
      })
  })
}
