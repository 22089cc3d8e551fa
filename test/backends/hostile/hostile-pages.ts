import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  addMessages,
  databaseIn,
  editBytes,
  type HostileFile,
  messagesTable,
  rootPageOf,
  storeIn,
} from './hostile-file.ts'

const PAGE_BYTES = 4096

/** More pages than Epoch has SQLite check when it opens a file: what is wrong shows only when it is read. */
const UNCHECKED_PAGES = 80_000

/** A store of 2,000 messages, changed; `large` are the same with a long empty end. */
function changed(edit: (pages: Pages) => void, size: 'small' | 'large' = 'small'): (folder: string) => string {
  return (folder) => {
    const path = storeIn(folder, 2000)
    const root = rootPageOf(path)
    editBytes(path, (bytes) => edit(new Pages(bytes, root)))
    if (size === 'large') {
      editBytes(path, (bytes) => void bytes.writeUInt32BE(UNCHECKED_PAGES, 28))
      truncateSync(path, UNCHECKED_PAGES * PAGE_BYTES)
    }
    return path
  }
}

/** A database's bytes, whose table of messages has a root with leaves below it. */
class Pages {
  readonly bytes: Buffer
  readonly root: Buffer
  readonly #rootNumber: number

  constructor(bytes: Buffer, root: number) {
    this.bytes = bytes
    this.#rootNumber = root
    this.root = this.page(root)
    if (this.root[0] !== INTERIOR_TABLE) throw new Error('the table has no leaves below its root')
  }

  get rootNumber(): number {
    return this.#rootNumber
  }

  page(number: number): Buffer {
    return this.bytes.subarray((number - 1) * PAGE_BYTES, number * PAGE_BYTES)
  }

  /** Where the root's `i`-th cell is in its page; the cell begins with the number of the page below it. */
  cellOf(i: number): number {
    return this.root.readUInt16BE(12 + 2 * i)
  }

  get cells(): number {
    return this.root.readUInt16BE(3)
  }

  leaf(i: number): Buffer {
    return this.page(this.root.readUInt32BE(this.cellOf(i)))
  }
}

const INTERIOR_TABLE = 5

/** A message of 30,000 bytes, so that most of it is on pages that lead to each other; `edit` gets the first three of those. */
function chained(edit: (bytes: Buffer, chain: readonly number[]) => void): (folder: string) => string {
  return (folder) => {
    const path = databaseIn(folder, (database) => {
      database.exec(messagesTable())
      addMessages(database, 1, 30_000)
    })
    const leaf = rootPageOf(path)
    return editBytes(path, (bytes) => {
      const pageAt = (number: number): number => (number - 1) * PAGE_BYTES
      const cell = bytes.readUInt16BE(pageAt(leaf) + 8)
      const first = bytes.readUInt32BE(pageAt(leaf) + PAGE_BYTES - 4)
      if (cell === 0 || first > bytes.length / PAGE_BYTES) throw new Error('the chain is not where it must be')
      const second = bytes.readUInt32BE(pageAt(first))
      edit(bytes, [first, second, bytes.readUInt32BE(pageAt(second))])
    })
  }
}

function header(edit: (bytes: Buffer) => void, messages = 3): (folder: string) => string {
  return (folder) => editBytes(storeIn(folder, messages), edit)
}

function withPragmas(...pragmas: readonly string[]): (folder: string) => string {
  return (folder) =>
    databaseIn(folder, (database) => {
      for (const pragma of pragmas) database.pragma(pragma)
      database.exec(messagesTable())
      addMessages(database, 500, 400)
      database.exec('DELETE FROM emt_messages WHERE global_position % 3 = 0')
    })
}

/** A database whose pages each keep so many bytes free at their end. */
function reserved(bytes: number): (folder: string) => string {
  return (folder) => {
    const path = databaseIn(folder, (database) => database.pragma('user_version = 1'))
    editBytes(path, (page) => {
      page[20] = bytes
      page.writeUInt16BE(PAGE_BYTES - bytes, 105)
    })
    return databaseIn(folder, (database) => {
      database.exec(messagesTable())
      addMessages(database, 500, 400)
    })
  }
}

/** A store that lost most of what it had: its file is almost all free pages. */
function mostlyFree(edit: (bytes: Buffer) => void = () => {}): (folder: string) => string {
  return (folder) => {
    const path = databaseIn(folder, (database) => {
      database.pragma('synchronous = OFF')
      database.exec(messagesTable())
      database.exec('CREATE TABLE gone(a)')
      database.exec('INSERT INTO gone VALUES (zeroblob(40000000))')
      addMessages(database, 3)
      database.exec('DROP TABLE gone')
    })
    return editBytes(path, edit)
  }
}

function bytesOf(content: Buffer | string): (folder: string) => string {
  return (folder) => {
    const path = join(folder, 'hostile.db')
    writeFileSync(path, content)
    return path
  }
}

function cutTo(bytes: number): (folder: string) => string {
  return (folder) => {
    const path = storeIn(folder, 2000)
    truncateSync(path, bytes)
    return path
  }
}

/** Points the root's every branch to the leaf of its first. */
function oneLeafForAll(pages: Pages): void {
  const first = pages.root.readUInt32BE(pages.cellOf(0))
  for (let i = 1; i < pages.cells; i++) pages.root.writeUInt32BE(first, pages.cellOf(i))
  pages.root.writeUInt32BE(first, 8)
}

/** Points the root's every branch to the root. */
function rootForAll(pages: Pages): void {
  for (let i = 0; i < pages.cells; i++) pages.root.writeUInt32BE(pages.rootNumber, pages.cellOf(i))
  pages.root.writeUInt32BE(pages.rootNumber, 8)
}

/** Lets the cells of the first leaf begin beyond their page. */
function cellsBeyondPage(pages: Pages): void {
  const leaf = pages.leaf(0)
  for (let i = 0; i < leaf.readUInt16BE(3); i++) leaf.writeUInt16BE(0xffff, 8 + 2 * i)
}

/** Lets the first leaf say that it has more cells than fit. */
function moreCellsThanFit(pages: Pages): void {
  pages.leaf(0).writeUInt16BE(0xfff0, 3)
}

/** Lets all cells of the first leaf be the first one. */
function oneCellForAll(pages: Pages): void {
  const leaf = pages.leaf(0)
  for (let i = 1; i < leaf.readUInt16BE(3); i++) leaf.writeUInt16BE(leaf.readUInt16BE(8), 8 + 2 * i)
}

/** Files whose bytes no SQLite wrote, and some that few do. */
export const hostilePages: readonly HostileFile[] = [
  { name: 'no bytes', make: bytesOf(''), expected: 'store-not-sqlite' },
  { name: 'one byte', make: bytesOf('S'), expected: 'store-not-sqlite' },
  { name: 'text', make: bytesOf('once upon a time\n'.repeat(1000)), expected: 'store-not-sqlite' },
  { name: 'the first words of a database and no more', make: bytesOf('SQLite format 3\0'), expected: 'store-corrupt' },
  {
    name: 'the first words of a database and zeroes',
    make: bytesOf(Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(8192)])),
    expected: 'store-corrupt',
  },
  { name: 'a database cut in its header', make: cutTo(60), expected: 'store-corrupt' },
  { name: 'a database cut within a page', make: cutTo(5000), expected: 'store-corrupt' },
  { name: 'a database cut after two pages', make: cutTo(8192), expected: 'store-corrupt' },
  { name: 'pages of 65,536 bytes', make: withPragmas('page_size = 65536'), expected: 'opens' },
  { name: 'pages of 512 bytes', make: withPragmas('page_size = 512'), expected: 'opens' },
  {
    name: 'a header with pages of 1,000 bytes',
    make: header((bytes) => void bytes.writeUInt16BE(1000, 16)),
    expected: 'store-corrupt',
  },
  {
    name: 'a header with pages of 512 bytes where they have 4,096',
    make: header((bytes) => void bytes.writeUInt16BE(512, 16)),
    expected: 'store-corrupt',
  },
  {
    name: 'a header with a schema format to come',
    make: header((bytes) => void bytes.writeUInt32BE(99, 44)),
    expected: 'store-corrupt',
  },
  {
    name: 'a header that is to be written by a version to come',
    make: header((bytes) => void bytes.writeUInt8(3, 18)),
    expected: 'opens',
  },
  {
    name: 'a header that is to be read by a version to come',
    make: header((bytes) => void bytes.writeUInt8(3, 19)),
    expected: 'store-not-sqlite',
  },
  {
    name: 'a header with more pages than there are',
    make: header((bytes) => void bytes.writeUInt32BE(0x7fffffff, 28)),
    expected: 'store-corrupt',
  },
  {
    name: 'a header with fewer pages than there are',
    make: header((bytes) => void bytes.writeUInt32BE(1, 28), 2000),
    expected: 'store-corrupt',
  },
  {
    name: 'a header with an encoding that is none',
    make: header((bytes) => void bytes.writeUInt32BE(9, 56)),
    expected: 'opens',
  },
  {
    name: 'a header with another encoding than the texts have',
    make: header((bytes) => void bytes.writeUInt32BE(2, 56)),
    expected: 'store-corrupt',
  },
  {
    name: 'a header with other parts of payloads than SQLite makes',
    make: header((bytes) => void bytes.writeUInt32BE(0x01020304, 21)),
    expected: 'store-not-sqlite',
  },
  { name: 'a header of ones', make: header((bytes) => void bytes.fill(0xff, 16, 100)), expected: 'store-corrupt' },
  { name: 'bytes kept free at the end of each page', make: reserved(32), expected: 'opens' },
  {
    name: 'a header with bytes kept free that are not',
    make: header((bytes) => void bytes.writeUInt8(255, 20), 2000),
    expected: 'store-corrupt',
  },
  { name: 'pages that are moved when others become free', make: withPragmas('auto_vacuum = FULL'), expected: 'opens' },
  { name: 'pages that are moved when asked for', make: withPragmas('auto_vacuum = INCREMENTAL'), expected: 'opens' },
  {
    name: 'a header that says pages are moved where they are not',
    make: header((bytes) => void bytes.writeUInt32BE(4, 52), 2000),
    expected: 'store-corrupt',
  },
  { name: 'forty megabytes of free pages', make: mostlyFree(), expected: 'opens' },
  {
    name: 'free pages that lead back to the first',
    make: mostlyFree((bytes) => {
      const trunk = bytes.readUInt32BE(32)
      bytes.writeUInt32BE(trunk, (trunk - 1) * PAGE_BYTES)
    }),
    expected: 'store-corrupt',
  },
  {
    name: 'free pages that the table is on',
    make: mostlyFree((bytes) => void bytes.writeUInt32BE(2, 32)),
    expected: 'store-corrupt',
  },
  {
    name: 'a long payload that leads back to its begin',
    make: chained((bytes, [first = 0, second = 0]) => void bytes.writeUInt32BE(first, (second - 1) * PAGE_BYTES)),
    expected: 'store-corrupt',
  },
  {
    name: 'a long payload that leads to the schema',
    make: chained((bytes, [first = 0]) => void bytes.writeUInt32BE(1, (first - 1) * PAGE_BYTES)),
    expected: 'store-corrupt',
  },
  {
    name: 'a long payload that leads beyond the end',
    make: chained((bytes, [first = 0]) => void bytes.writeUInt32BE(0x7ffffff0, (first - 1) * PAGE_BYTES)),
    expected: 'store-corrupt',
  },
  ...[
    { what: 'a tree whose branches lead to one leaf', edit: oneLeafForAll },
    { what: 'a tree whose branches lead back to its root', edit: rootForAll },
    { what: 'a leaf whose rows begin beyond it', edit: cellsBeyondPage },
    { what: 'a leaf with more rows than fit', edit: moreCellsThanFit },
    { what: 'a leaf whose rows are all the same', edit: oneCellForAll },
    { what: 'pages that are noise', edit: (pages: Pages) => void pages.leaf(1).fill(0x5a) },
    { what: 'pages that are empty', edit: (pages: Pages) => void pages.leaf(1).fill(0) },
  ].flatMap(({ what, edit }): HostileFile[] => [
    { name: what, make: changed(edit), expected: 'store-corrupt' },
    { name: `${what}, in a file too large to check`, make: changed(edit, 'large'), expected: 'store-corrupt' },
  ]),
]
