import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { addMessages, databaseIn, editBytes, type HostileFile, messagesTable, storeIn } from './hostile-file.ts'

const noise = Buffer.from(Array.from({ length: 50_000 }, (_, i) => (i * i * 31 + i) & 0xff))

/** A store whose last messages are only in its log, as a crashed writer leaves them. */
export function loggedStoreIn(folder: string, pageBytes = 4096): string {
  const source = join(folder, 'source')
  mkdirSync(source)
  const path = databaseIn(source, (database) => {
    database.pragma(`page_size = ${pageBytes}`)
    database.pragma('journal_mode = WAL')
    database.exec(messagesTable())
    addMessages(database, 300, 100)
    database.pragma('wal_checkpoint(TRUNCATE)')
    addMessages(database, 100, 100)
    for (const end of ['', '-wal']) copyFileSync(join(source, `hostile.db${end}`), join(folder, `hostile.db${end}`))
  })
  rmSync(source, { recursive: true })
  return join(folder, path.slice(source.length + 1))
}

function logged(edit: (log: Buffer) => unknown): (folder: string) => string {
  return (folder) => {
    const path = loggedStoreIn(folder)
    editBytes(`${path}-wal`, edit)
    return path
  }
}

/** A store of 300 messages whose writer broke off a transaction with as many: some of its pages are in the file already. */
export function brokenOffStoreIn(folder: string): string {
  const source = join(folder, 'source')
  mkdirSync(source)
  databaseIn(source, (database) => {
    database.exec(messagesTable())
    addMessages(database, 300, 400)
    database.pragma('cache_size = 1')
    database.exec('BEGIN IMMEDIATE')
    addMessages(database, 300, 400)
    // Not by this process's own hands, which would let go of SQLite's locks.
    execFileSync('cp', [join(source, 'hostile.db'), join(source, 'hostile.db-journal'), folder])
    database.exec('ROLLBACK')
  })
  rmSync(source, { recursive: true })
  return join(folder, 'hostile.db')
}

function journaled(edit: (journal: Buffer, path: string) => unknown): (folder: string) => string {
  return (folder) => {
    const path = brokenOffStoreIn(folder)
    editBytes(`${path}-journal`, (journal) => edit(journal, path))
    return path
  }
}

function beside(end: string, put: (path: string, folder: string) => void): (folder: string) => string {
  return (folder) => {
    const path = storeIn(folder)
    put(`${path}${end}`, folder)
    return path
  }
}

/** A store that says it has a log, with something in the log's place. */
function besideLogged(put: (path: string, folder: string) => void): (folder: string) => string {
  return (folder) => {
    const path = loggedStoreIn(folder)
    rmSync(`${path}-wal`)
    put(`${path}-wal`, folder)
    return path
  }
}

export function pipeAt(path: string): void {
  execFileSync('mkfifo', [path])
}

/** A journal that ends with the name of another one, which SQLite deletes where it finds that all is done. */
export function namingAnother(journal: Buffer, victim: string): Buffer {
  const name = Buffer.from(victim)
  const ending = Buffer.alloc(16)
  ending.writeUInt32BE(name.length, 0)
  ending.writeInt32BE(
    name.reduce((sum, byte) => sum + ((byte << 24) >> 24), 0),
    4,
  )
  Buffer.from('d9d505f920a163d7', 'hex').copy(ending, 8)
  const lockPage = Buffer.alloc(4)
  lockPage.writeUInt32BE(0x40000000 / 4096 + 1)
  return Buffer.concat([journal, lockPage, name, ending])
}

/** Stores with logs and journals that are not theirs, or not whole. */
export const hostileCompanions: readonly HostileFile[] = [
  { name: 'a log with the last messages', make: logged(() => {}), expected: 'opens' },
  { name: 'a log that is noise', make: logged(() => noise), expected: 'opens' },
  { name: 'a log of noise after its header', make: logged((log) => void noise.copy(log, 32)), expected: 'opens' },
  {
    name: 'a log whose sums are wrong from the middle on',
    make: logged((log) => void log.fill(0x77, log.length / 2)),
    expected: 'opens',
  },
  {
    name: 'a log that was cut within a page',
    make: logged((log) => log.subarray(0, log.length - 1000)),
    expected: 'opens',
  },
  {
    name: 'a log with pages of another size',
    make: logged((log) => void log.writeUInt32BE(512, 8)),
    expected: 'opens',
  },
  {
    name: 'a log of a version to come',
    make: logged((log) => void log.writeUInt32BE(99_999_999, 4)),
    expected: 'opens',
  },
  {
    name: 'a log of another database',
    make: (folder) => {
      const other = join(folder, 'other')
      mkdirSync(other)
      const log = `${loggedStoreIn(other, 1024)}-wal`
      const path = storeIn(folder)
      const database = new Database(path)
      database.pragma('journal_mode = WAL')
      database.close()
      renameSync(log, `${path}-wal`)
      rmSync(other, { recursive: true })
      return path
    },
    expected: 'store-corrupt',
  },
  {
    name: 'a log beside a database that has none',
    make: beside('-wal', (path) => writeFileSync(path, noise)),
    expected: 'opens',
  },
  {
    name: 'an index of the log that is noise',
    make: (folder) => {
      const path = loggedStoreIn(folder)
      writeFileSync(`${path}-shm`, noise.subarray(0, 32_768))
      return path
    },
    expected: 'opens',
  },
  {
    name: 'an index of the log without a log',
    make: beside('-shm', (path) => writeFileSync(path, noise)),
    expected: 'opens',
  },
  {
    name: 'a log that is a link to another file',
    make: besideLogged((path, folder) => {
      writeFileSync(join(folder, 'dear'), noise)
      symlinkSync('dear', path)
    }),
    expected: 'opens',
  },
  { name: 'a log that is a folder', make: besideLogged((path) => mkdirSync(path)), expected: 'store-not-a-file' },
  { name: 'a log that is a pipe', make: besideLogged(pipeAt), expected: 'store-not-a-file' },
  {
    name: 'a log that is an endless device',
    make: besideLogged((path) => symlinkSync('/dev/zero', path)),
    expected: 'store-not-a-file',
  },
  { name: 'a journal of a broken-off transaction', make: journaled(() => {}), expected: 'opens' },
  {
    name: 'a journal that is noise',
    make: beside('-journal', (path) => writeFileSync(path, noise)),
    expected: 'opens',
  },
  {
    name: 'a journal of noise after its header',
    make: journaled((journal) => void noise.copy(journal, 512)),
    expected: 'opens',
  },
  { name: 'a journal of no bytes', make: beside('-journal', (path) => writeFileSync(path, '')), expected: 'opens' },
  {
    name: 'a journal that names another file',
    make: journaled((journal, path) => namingAnother(journal, join(path, '..', 'dear'))),
    expected: 'store-corrupt',
  },
  {
    name: 'a journal that says the database had sixteen terabytes',
    make: journaled((journal) => void journal.writeUInt32BE(0xfffffff0, 16)),
    expected: 'opens',
  },
  {
    name: 'a journal whose pages are beyond the end',
    make: journaled((journal) => void journal.writeUInt32BE(0x3fffffff, 512)),
    expected: 'opens',
  },
  {
    name: 'a journal with sectors of two gigabytes',
    make: journaled((journal) => void journal.writeUInt32BE(0x80000000, 20)),
    expected: 'opens',
  },
  {
    name: 'a journal that is a folder',
    make: beside('-journal', (path) => mkdirSync(path)),
    expected: 'store-not-a-file',
  },
  { name: 'a journal that is a pipe', make: beside('-journal', pipeAt), expected: 'store-not-a-file' },
]
