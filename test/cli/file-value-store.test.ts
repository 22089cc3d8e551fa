import { mkdtempSync, readdirSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { FileValueStore } from '../../src/cli/file-value-store.ts'

test('values lie end to end, and are read in any order', async () => {
  const values = new FileValueStore()
  for (const text of ['first', '', 'second', 'x'.repeat(10_000), 'last']) await values.append(Buffer.from(text))
  const refs = [
    { start: 10_011, end: 10_015 },
    { start: 0, end: 5 },
    { start: 5, end: 5 },
    { start: 5, end: 11 },
    { start: 3, end: 7 },
  ]
  const read = await values.readMany(refs)
  expect(read.map((bytes) => Buffer.from(bytes).toString())).toEqual(['last', 'first', '', 'second', 'stse'])
  await values.close()
})

test('beyond the quota nothing is added', async () => {
  const values = new FileValueStore(10)
  await values.append(new Uint8Array(8))
  await expect(values.append(new Uint8Array(3))).rejects.toMatchObject({ code: 'value-too-large' })
  await values.append(new Uint8Array(2))
  expect(values.size).toBe(10)
  await values.close()
})

test.skipIf(process.platform === 'win32')('the file has no name that could be left behind', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'epoch-test-'))
  vi.stubEnv('TMPDIR', scratch)
  const values = new FileValueStore()
  expect(readdirSync(scratch)).toEqual([])
  await values.close()
  vi.unstubAllEnvs()
  rmdirSync(scratch)
})

test('a range that is not within what was added is refused', async () => {
  const values = new FileValueStore()
  await values.append(new Uint8Array(5))
  await expect(values.readMany([{ start: 3, end: 6 }])).rejects.toThrow(RangeError)
  await values.close()
})
