import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BoundedCache } from '../../src/backends/sqlite/bounded-cache.ts'
import { digestOf, eventChecksum, NO_SEAL, nextSeal } from '../../src/backends/sqlite/checksum.ts'
import { eventIdBlob, eventIdOfBlob, isSameId, linkKey } from '../../src/backends/sqlite/event-id-blob.ts'
import { PositionList } from '../../src/backends/sqlite/position-list.ts'
import { storeError } from '../../src/backends/sqlite/sqlite-errors.ts'
import { eventId } from '../../src/core/event.ts'

const anId = fc
  .oneof(
    fc.uuid(),
    fc.constant('00000000-0000-0000-0000-000000000000'),
    fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 40 }),
    fc.string({ unit: 'grapheme-ascii', minLength: 14, maxLength: 16 }),
  )
  .map(eventId)

describe('an event id in the store', () => {
  test('comes back as it was, and no two ids share their bytes', () => {
    fc.assert(
      fc.property(anId, anId, (a, b) => {
        expect(eventIdOfBlob(eventIdBlob(a))).toBe(a)
        if (a !== b) expect(eventIdBlob(a)).not.toEqual(eventIdBlob(b))
      }),
      { seed: 4, numRuns: 500 },
    )
  })

  test('has 16 bytes exactly when it is a UUID', () => {
    fc.assert(
      fc.property(anId, (id) => {
        expect(eventIdBlob(id).length === 16).toBe(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
      }),
      { seed: 4, numRuns: 500 },
    )
  })

  test('links under the first bytes of a UUID in any case, or of the digest of other text', () => {
    expect(linkKey('018F2F6E-7B1C-7000-8000-000000000001').toString('hex')).toBe('018f2f6e7b1c7000')
    expect(linkKey('x').toString('hex')).toBe(digestOf('x').slice(0, 16))
    expect(isSameId('018F2F6E-7B1C-7000-8000-000000000001', '018f2f6e-7b1c-7000-8000-000000000001')).toBe(true)
    expect(isSameId('X', 'x')).toBe(false)
  })
})

test('a checksum is the digest of the members as netstrings', () => {
  const header = {
    position: 7,
    stream: 'kündigung-1',
    version: 2,
    id: 'x',
    type: 'T',
    schemaVersion: 1,
    createdAtUs: -5,
  }
  const [data, metadata] = [digestOf('null'), digestOf('{}')]
  const text = `1:7,12:kündigung-1,1:2,1:x,1:T,1:1,2:-5,64:${data},64:${metadata},`
  expect(eventChecksum(header, data, metadata).toString('hex')).toBe(digestOf(text).slice(0, 16))
})

test('a seal is the digest of the seal before and the checksums', () => {
  const [a, b] = [Buffer.from('aaaaaaaa'), Buffer.from('bbbbbbbb')]
  expect(nextSeal(NO_SEAL, [a, b]).toString('hex')).toBe(digestOf(Buffer.concat([Buffer.alloc(32), a, b])))
})

test('a list of positions counts and slices as an array does', () => {
  const steps = fc.array(fc.array(fc.integer({ min: 1, max: 1000 }), { maxLength: 600 }), { maxLength: 6 })
  fc.assert(
    fc.property(steps, fc.nat(500_000), fc.nat(3000), fc.nat(3000), (parts, at, from, to) => {
      const list = new PositionList()
      const plain: number[] = []
      for (const part of parts) {
        const positions = part.map((step) => plain.push((plain.at(-1) ?? 0) + step) && (plain.at(-1) ?? 0))
        list.push(positions)
      }
      expect(list.length).toBe(plain.length)
      expect(list.countUpTo(at)).toBe(plain.filter((position) => position <= at).length)
      expect(list.slice(from, to)).toEqual(plain.slice(from, to))
    }),
    { seed: 9, numRuns: 100 },
  )
})

test('a bounded cache drops what was used longest ago, and never the last', () => {
  const cache = new BoundedCache<{ readonly bytes: number; readonly name: string }>(250)
  const get = (name: string, made = 'made') => cache.get(name, () => ({ bytes: 100, name: made })).name
  for (const name of ['a', 'b', 'a', 'c']) get(name)
  cache.trim()
  expect([get('a', 'again'), get('c', 'again'), get('b', 'again')]).toEqual(['made', 'made', 'again'])
  cache.get('large', () => ({ bytes: 1000, name: 'large' }))
  cache.trim()
  expect(get('large', 'again')).toBe('large')
})

describe('what SQLite says', () => {
  const codes = {
    SQLITE_FULL: 'disk-full',
    SQLITE_BUSY: 'store-busy',
    SQLITE_BUSY_SNAPSHOT: 'store-busy',
    SQLITE_CORRUPT_INDEX: 'store-corrupt',
    SQLITE_IOERR_SHORT_READ: 'store-corrupt',
    SQLITE_IOERR_READ: 'store-gone',
    SQLITE_NOTADB: 'store-not-sqlite',
    SQLITE_READONLY_DBMOVED: 'store-replaced',
    SQLITE_READONLY_DIRECTORY: 'store-no-permission',
    SQLITE_CANTOPEN: 'store-no-permission',
  }
  for (const [code, told] of Object.entries(codes))
    test(`as ${code} is told as ${told}, with the path`, () => {
      const error = storeError(new Database.SqliteError('said', code), '/a/store.db')
      expect(error).toMatchObject({ code: told, details: { path: '/a/store.db' }, cause: { message: 'said' } })
    })

  test('about wrong SQL stays a bug', () => {
    const bug = new Database.SqliteError('no such column', 'SQLITE_ERROR')
    expect(storeError(bug, '/a/store.db')).toBe(bug)
  })
})
