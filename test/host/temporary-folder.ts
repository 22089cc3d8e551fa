import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'vitest'

/** A vitest `test` with a `folder` of its own, gone after it. */
export const folderTest = test.extend<{ folder: string }>({
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'epoch-host-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },
})
