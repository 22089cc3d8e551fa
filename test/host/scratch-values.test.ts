import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { ScratchValues } from '../../src/host/scratch-values.ts'
import { folderTest as test } from './temporary-folder.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const said = (read: Uint8Array): string => new TextDecoder().decode(read)

test('ranges are read in the order they are asked for, appends that are on their way among them', async ({
  folder,
}) => {
  const values = new ScratchValues(folder)
  const id = await values.open()
  const appended = [values.append(id, bytes('abc')), values.append(id, bytes('defg'))]
  expect(
    said(
      await values.read(id, [
        [4, 7],
        [0, 2],
        [3, 3],
        [2, 5],
      ]),
    ),
  ).toBe('efgabcde')
  await Promise.all(appended)
  await values.closeAll()
})

test('no file is left in sight, even while it is open', async ({ folder }) => {
  const values = new ScratchValues(folder)
  await values.append(await values.open(), bytes('abc'))
  expect(await readdir(join(folder, 'scratch'))).toEqual([])
  await values.closeAll()
})

test('files of one client share one quota, and closing one gives its part back', async ({ folder }) => {
  const values = new ScratchValues(folder, 10)
  const [one, other] = [await values.open(), await values.open()]
  await values.append(one, bytes('123456'))
  await expect(values.append(other, bytes('12345'))).rejects.toMatchObject({ code: 'value-too-large' })
  await values.append(other, bytes('1234'))
  await values.close(one)
  await values.append(other, bytes('567890'))
  expect(said(await values.read(other, [[0, 10]]))).toBe('1234567890')
  await values.closeAll()
})

test('what lies outside of what was added is refused, and so is a file that is closed', async ({ folder }) => {
  const values = new ScratchValues(folder)
  const id = await values.open()
  await values.append(id, bytes('abc'))
  await expect(values.read(id, [[1, 4]])).rejects.toMatchObject({ code: 'invalid-request' })
  await expect(values.read(id, [[2, 1]])).rejects.toMatchObject({ code: 'invalid-request' })
  await values.close(id)
  await expect(values.read(id, [])).rejects.toMatchObject({ code: 'not-found' })
  await expect(values.append(id, bytes('x'))).rejects.toMatchObject({ code: 'not-found' })
})

test('a file that is still being opened when its client leaves is not left open', async ({ folder }) => {
  const values = new ScratchValues(folder)
  const opening = values.open()
  await values.closeAll()
  await expect(opening).rejects.toMatchObject({ code: 'not-found' })
})
