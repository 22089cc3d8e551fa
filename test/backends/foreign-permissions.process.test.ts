import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { folderState } from './hostile/folder-state.ts'
import { brokenOffStoreIn, loggedStoreIn } from './hostile/hostile-companions.ts'
import { addMessages, databaseIn, messagesTable } from './hostile/hostile-file.ts'
import { useAsNobody, whyNoUnprivilegedUser } from './unprivileged-user.ts'
import type { UseReport } from './use-store-process.ts'

interface Situation {
  readonly make: (folder: string) => string
  /** Whether another program, of another user, has the store open. */
  readonly live?: true
  readonly allow: (folder: string) => void
  readonly report: Partial<Omit<UseReport, 'message'>> & { readonly message?: unknown }
}

const EVENTS = 50

function atRest(folder: string): string {
  return databaseIn(folder, (database) => {
    database.pragma('journal_mode = WAL')
    database.exec(messagesTable())
    addMessages(database, EVENTS)
  })
}

function allReadable(folder: string): void {
  for (const name of readdirSync(folder)) chmodSync(`${folder}/${name}`, 0o444)
  chmodSync(folder, 0o555)
}

function allWritable(folder: string): void {
  for (const name of readdirSync(folder)) chmodSync(`${folder}/${name}`, 0o666)
  chmodSync(folder, 0o777)
}

function noneReadable(end: string): (folder: string) => void {
  return (folder) => {
    allReadable(folder)
    chmodSync(`${folder}/hostile.db${end}`, 0)
  }
}

const opened = { opened: 'done', read: EVENTS, append: 'store-read-only' }
const refused = { opened: 'store-no-permission' }

const situations: Readonly<Record<string, Situation>> = {
  'in use, all of whose files may only be read, is read where it lies': {
    make: atRest,
    live: true,
    allow: allReadable,
    report: opened,
  },
  'in use, whose files may be written, is read where it lies': {
    make: atRest,
    live: true,
    allow: allWritable,
    report: opened,
  },
  'in use, the index of whose log may not be read, is refused and says so': {
    make: atRest,
    live: true,
    allow: noneReadable('-shm'),
    report: { ...refused, message: expect.stringContaining('a file beside it') },
  },
  'in use, whose log may not be read, is refused': {
    make: atRest,
    live: true,
    allow: noneReadable('-wal'),
    report: refused,
  },
  'at rest, in a folder that takes no files, is read': { make: atRest, allow: allReadable, report: opened },
  'at rest, in a folder that takes files, is read and gets none': { make: atRest, allow: allWritable, report: opened },
  'that may not be read is refused': { make: atRest, allow: noneReadable(''), report: refused },
  'in a folder that may not be entered is refused': {
    make: atRest,
    allow: (folder) => chmodSync(folder, 0),
    report: refused,
  },
  'whose writer crashed, in a folder that takes no files, is read with its last commits': {
    make: loggedStoreIn,
    allow: allReadable,
    report: { ...opened, read: 400 },
  },
  'whose writer crashed, in a folder that takes files, is read with its last commits and left as it is': {
    make: loggedStoreIn,
    allow: allWritable,
    report: { ...opened, read: 400 },
  },
  'whose writer crashed and whose log may not be read is refused': {
    make: loggedStoreIn,
    allow: noneReadable('-wal'),
    report: refused,
  },
  'whose writer broke off a transaction, in a folder that takes no files, is read without it': {
    make: brokenOffStoreIn,
    allow: allReadable,
    report: { ...opened, read: 300 },
  },
  'whose writer broke off a transaction, in a folder that takes files, is read without it and left as it is': {
    make: brokenOffStoreIn,
    allow: allWritable,
    report: { ...opened, read: 300 },
  },
}

/** Another program that has the store open. */
function inUse(file: string): Database.Database {
  const database = new Database(file)
  database.prepare('SELECT count(*) FROM emt_messages').get()
  return database
}

describe.skipIf(whyNoUnprivilegedUser !== '')(`another user's store ${whyNoUnprivilegedUser}`, () => {
  const temporary = mkdtempSync(join(tmpdir(), 'epoch-foreign-permissions-'))
  const users: Database.Database[] = []
  let reports: readonly UseReport[] = []
  const before = new Map<number, string[]>()
  beforeAll(() => {
    chmodSync(temporary, 0o755)
    const files = Object.values(situations).map(({ make, live, allow }, i) => {
      const folder = `${temporary}/${i}`
      mkdirSync(folder)
      const file = make(folder)
      if (live) users.push(inUse(file))
      allow(folder)
      if (!live) before.set(i, folderState(folder))
      return file
    })
    reports = useAsNobody(files)
  }, 120_000)
  afterAll(() => {
    for (const database of users) database.close()
    rmSync(temporary, { recursive: true })
  })

  for (const [i, [name, { live, report }]] of Object.entries(situations).entries())
    test(name, () => {
      expect(reports[i]).toMatchObject(report)
      if (!live) expect(folderState(`${temporary}/${i}`)).toEqual(before.get(i))
    })
})
