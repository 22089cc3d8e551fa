import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { gunzip, UNPACK_LIMITS, type UnpackLimits } from '../../src/transfer/containers/gunzip.ts'
import { importHistory } from '../../src/transfer/import-history.ts'
import { pipedInput } from '../../src/transfer/piped-input.ts'
import { recogniseHistory } from '../../src/transfer/recognise-history.ts'
import { all } from './collect.ts'
import { MemoryImport } from './memory-import.ts'
import { inChunks } from './text-chunks.ts'

function lines(from: number, to: number): string {
  const all = Array.from(
    { length: to - from },
    (_, index) => `{"id":"${from + index}","stream":"s","type":"T","data":"${Math.sin(from + index)}"}\n`,
  )
  return all.join('')
}

async function unpack(bytes: Uint8Array, limits?: UnpackLimits): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of gunzip(inChunks(bytes, 1000), limits)) parts.push(part)
  return Buffer.concat(parts)
}

async function imported(bytes: Uint8Array, unpackLimits?: UnpackLimits) {
  const target = new MemoryImport()
  const input = pipedInput(inChunks(bytes, 700))
  const { format, history } = await recogniseHistory(input, { ...(unpackLimits && { unpackLimits }) })
  const report = await importHistory(history, target).catch((error: unknown) => error)
  return { format, report, ids: target.events.map(({ id }) => Number(id)), state: target.state }
}

describe('gzip data', () => {
  const packed = gzipSync(lines(0, 2000))

  test('is imported as what it unpacks to, and says so', async () => {
    const { format, report, ids } = await imported(packed)
    expect({ format, report }).toMatchObject({
      format: 'events, one a line, gzip',
      report: { added: 2000, faultCount: 0 },
    })
    expect(ids).toEqual(Array.from({ length: 2000 }, (_, index) => index))
  })

  test('has its lines and bytes counted in what it unpacks to, and its progress in what it is', async () => {
    const text = `${lines(0, 2)}oops\n`
    const bytes = gzipSync(text)
    const { history } = await recogniseHistory({ ...pipedInput(inChunks(bytes, 10)), bytes: bytes.length })
    const batches = await all(history)
    expect(batches.flatMap(({ faults }) => faults)).toMatchObject([{ line: 3, byteOffset: lines(0, 2).length }])
    expect(batches.at(-1)).toMatchObject({ done: bytes.length, total: bytes.length })
  })

  test('has its progress in what it is also where that is a table', async () => {
    const bytes = gzipSync(`stream,type,data\n${'s,T,1\n'.repeat(3000)}`)
    const { history } = await recogniseHistory({ ...pipedInput(inChunks(bytes, 10)), bytes: bytes.length })
    expect((await all(history)).at(-1)).toMatchObject({ done: bytes.length, total: bytes.length })
  })

  test('of several members one after another is all of them', async () => {
    const { report, ids } = await imported(
      Buffer.concat([gzipSync(lines(0, 700)), gzipSync(''), gzipSync(lines(700, 1500))]),
    )
    expect(report).toMatchObject({ added: 1500, faultCount: 0 })
    expect(ids.at(-1)).toBe(1499)
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9])(
    'cut off after %i tenths keeps the lines that came before, and says so',
    async (tenths) => {
      const { report, ids, state } = await imported(packed.subarray(0, Math.floor((packed.length * tenths) / 10)))
      expect(report).toMatchObject({ code: 'import-truncated' })
      expect(state).toBe('abandoned')
      expect(ids).toEqual(Array.from({ length: ids.length }, (_, index) => index))
      expect(Math.abs(ids.length - 200 * tenths)).toBeLessThan(200)
    },
  )

  test('cut off in its checksum has given all its lines first', async () => {
    const { report, ids } = await imported(packed.subarray(0, -4))
    expect(report).toMatchObject({ code: 'import-truncated' })
    expect(ids).toHaveLength(2000)
  })

  test('that is damaged keeps what came before, and says so', async () => {
    const damaged = Buffer.from(packed)
    const middle = Math.floor(packed.length / 2)
    damaged.fill(0xff, middle, middle + 50)
    const { report, ids } = await imported(damaged)
    expect(report).toMatchObject({ code: 'import-unreadable' })
    expect(ids.length).toBeGreaterThan(500)
  })

  test('with zeros after it is what it was without them, and with anything else says so after nearly all its lines', async () => {
    for (const zeros of [1, 100, 100_000])
      expect((await imported(Buffer.concat([packed, Buffer.alloc(zeros)]))).report).toMatchObject({ added: 2000 })
    const late = Buffer.concat([packed, Buffer.alloc(100_000), Buffer.from('x')])
    expect((await imported(late)).report).toMatchObject({ code: 'import-unreadable' })
    const { report, ids } = await imported(Buffer.concat([packed, Buffer.from('something else')]))
    expect(report).toMatchObject({ code: 'import-unreadable' })
    expect(ids.length).toBeGreaterThan(1900)
  })

  test('of nothing but its first bytes is cut off', async () => {
    await expect(imported(packed.subarray(0, 5))).rejects.toMatchObject({ code: 'import-truncated' })
  })
})

describe('what gzip data may unpack to', () => {
  const zeros = gzipSync(Buffer.alloc(1000 * 200))

  test('a bomb ends where it shows to be one, and what came before is kept', async () => {
    const bomb = gzipSync(lines(0, 500) + ' '.repeat(16 * 1024 * 1024))
    expect(bomb.length * UNPACK_LIMITS.ratio).toBeLessThan(16 * 1024 * 1024)
    const { report, ids } = await imported(bomb)
    expect(report).toMatchObject({ code: 'import-bomb' })
    expect(ids).toHaveLength(500)
  })

  test('a part that may be a bomb is let through where it is small', async () => {
    const small = gzipSync(lines(0, 1) + ' '.repeat(9 * 1024 * 1024))
    expect(small.length * UNPACK_LIMITS.ratio).toBeLessThan(9 * 1024 * 1024)
    expect((await imported(small)).report).toMatchObject({ added: 1 })
  })

  test('as much as the ratio allows, and not a byte more', async () => {
    const ratio = 200_000 / zeros.length
    expect(await unpack(zeros, { bytes: 1e9, ratio, freeBytes: 0 })).toHaveLength(200_000)
    const under = 199_999 / zeros.length
    await expect(unpack(zeros, { bytes: 1e9, ratio: under, freeBytes: 0 })).rejects.toMatchObject({
      code: 'import-bomb',
    })
    expect(await unpack(zeros, { bytes: 1e9, ratio: 1, freeBytes: 200_000 })).toHaveLength(200_000)
    await expect(unpack(zeros, { bytes: 1e9, ratio: 1, freeBytes: 199_999 })).rejects.toMatchObject({
      code: 'import-bomb',
    })
  })

  test('as many bytes as the limit, and not one more', async () => {
    expect(await unpack(zeros, { ...UNPACK_LIMITS, bytes: 200_000 })).toHaveLength(200_000)
    await expect(unpack(zeros, { ...UNPACK_LIMITS, bytes: 199_999 })).rejects.toMatchObject({ code: 'import-bomb' })
  })
})
