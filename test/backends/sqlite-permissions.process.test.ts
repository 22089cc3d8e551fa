import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import { SmallDisk, whyNoSmallDisk } from '../crash/small-disk.ts'
import { fileTest as test } from './sqlite-files.ts'
import { append, events } from './store-test.ts'
import { useAsMyself, useAsNobody, whyNoUnprivilegedUser } from './unprivileged-user.ts'
import type { UseReport } from './use-store-process.ts'

const EVENTS = 5

interface Situation {
  /** Whether another program, of another user, has the store open. */
  readonly live: boolean
  readonly allow: (folder: string, file: string) => void
  readonly report: Partial<Omit<UseReport, 'message'>> & { readonly message?: unknown }
}

function readOnlyFiles(folder: string): void {
  for (const name of readdirSync(folder)) chmodSync(`${folder}/${name}`, 0o444)
  chmodSync(folder, 0o555)
}

const done = { opened: 'done', read: EVENTS, whyNoAppend: '', append: 'done' }
const refused = { opened: 'store-no-permission' }
const onlyRead = { opened: 'done', read: EVENTS, append: 'store-read-only' }

const situations: Readonly<Record<string, Situation>> = {
  'at rest, where all may be written, is read and appended to': {
    live: false,
    allow: (folder, file) => {
      chmodSync(folder, 0o777)
      chmodSync(file, 0o666)
    },
    report: done,
  },
  'in use, where all may be written, is read and appended to': {
    live: true,
    allow: (folder) => {
      chmodSync(folder, 0o777)
      for (const name of readdirSync(folder)) chmodSync(`${folder}/${name}`, 0o666)
    },
    report: done,
  },
  'at rest, whose file may only be read, is read and says why it takes no events': {
    live: false,
    allow: (folder, file) => {
      chmodSync(folder, 0o777)
      chmodSync(file, 0o444)
    },
    report: { ...onlyRead, whyNoAppend: 'you may not write to its file' },
  },
  'in use, where all may only be read, is read and says why it takes no events': {
    live: true,
    allow: readOnlyFiles,
    report: { ...onlyRead, whyNoAppend: 'you may not write to its file' },
  },
  'at rest, in a folder that takes no files, is refused and says what to do': {
    live: false,
    allow: (folder, file) => {
      chmodSync(file, 0o666)
      chmodSync(folder, 0o555)
    },
    report: { ...refused, message: expect.stringMatching(/folder takes no files.*copy it/) },
  },
  'at rest, where all may only be read, is refused': { live: false, allow: readOnlyFiles, report: refused },
  'in use, beside which a file may not be read, is refused and says so': {
    live: true,
    allow: (folder, file) => {
      readOnlyFiles(folder)
      chmodSync(`${file}-shm`, 0)
    },
    report: { ...refused, message: expect.stringContaining('a file beside it') },
  },
  'that may not be read is refused': {
    live: false,
    allow: (folder, file) => {
      chmodSync(folder, 0o755)
      chmodSync(file, 0)
    },
    report: refused,
  },
  'in a folder that may not be entered is refused': {
    live: false,
    allow: (folder) => chmodSync(folder, 0o700),
    report: refused,
  },
}

async function storeIn(folder: string) {
  mkdirSync(folder)
  const file = `${folder}/store.db`
  const store = await openSqliteStore(file, { mode: 'create' })
  await append(store, ...events(EVENTS))
  return { file, store }
}

/** Makes a store for each situation, and lets all of them be used by one process. @returns what became of each */
async function useAll(folder: string, use: (paths: readonly string[]) => UseReport[]) {
  chmodSync(folder, 0o755)
  const { file: template, store } = await storeIn(`${folder}/template`)
  await store.dispose()
  const users: Database.Database[] = []
  const files = Object.values(situations).map(({ live, allow }, i) => {
    const own = `${folder}/${i}`
    mkdirSync(own)
    copyFileSync(template, `${own}/store.db`)
    if (live) users.push(inUse(`${own}/store.db`))
    allow(own, `${own}/store.db`)
    return `${own}/store.db`
  })
  const reports = use(files)
  for (const database of users) database.close()
  return new Map(Object.keys(situations).map((name, i) => [name, reports[i]]))
}

/** Another program that has the store open. */
function inUse(file: string): Database.Database {
  const database = new Database(file)
  database.prepare('SELECT count(*) FROM events').get()
  return database
}

describe.skipIf(whyNoUnprivilegedUser !== '')(`a store of another user ${whyNoUnprivilegedUser}`, () => {
  const temporary = mkdtempSync(join(tmpdir(), 'epoch-permissions-'))
  let reports = new Map<string, UseReport | undefined>()
  beforeAll(async () => {
    reports = await useAll(temporary, useAsNobody)
  }, 120_000)
  afterAll(() => rmSync(temporary, { recursive: true }))

  for (const [name, { report }] of Object.entries(situations))
    test(name, () => {
      expect(reports.get(name)).toMatchObject(report)
    })

  test('whose writer crashed, in a folder that takes no files, is refused and left as it is', async ({ folder }) => {
    chmodSync(folder, 0o755)
    const { file, store } = await storeIn(`${folder}/theirs`)
    const crashed = `${folder}/crashed`
    mkdirSync(crashed)
    for (const end of ['', '-wal']) copyFileSync(`${file}${end}`, `${crashed}/store.db${end}`)
    await store.dispose()
    readOnlyFiles(crashed)
    expect(useAsNobody([`${crashed}/store.db`])).toMatchObject([refused])
    expect(readdirSync(crashed)).toEqual(['store.db', 'store.db-wal'])
  })

  test('is not what a user who may do everything sees: the check notices that', async ({ folder }) => {
    const { file, store } = await storeIn(`${folder}/closed`)
    await store.dispose()
    readOnlyFiles(`${folder}/closed`)
    expect(useAsMyself([file])).not.toMatchObject([refused])
  })
})

test.skipIf(whyNoSmallDisk !== '')(`a store on a read-only disk is refused ${whyNoSmallDisk}`, async () => {
  const disk = new SmallDisk(8)
  try {
    const { file, store } = await storeIn(`${disk.folder}/theirs`)
    await store.dispose()
    expect(spawnSync('mount', ['-o', 'remount,ro', disk.folder]).status).toBe(0)
    await expect(openSqliteStore(file, { mode: 'read' })).rejects.toMatchObject({ code: 'store-no-permission' })
  } finally {
    disk.remove()
  }
})
