import { expect, test } from 'vitest'
import { droppedFilesTaker } from '../../../src/renderer/connection/dropped-files.ts'

const file = new File(['{}\n'], 'more & more.ndjson')

test('a page of a shell does not take dropped files itself', () => {
  expect(droppedFilesTaker(new URL('epoch://app/index.html')).takeDropped).toBeUndefined()
})

test('a host that does not answer as one should is said not to have taken the file', async () => {
  const { takeDropped } = droppedFilesTaker(location)
  await expect(takeDropped?.(file, new AbortController().signal, () => {})).rejects.toMatchObject({
    code: 'host-unreachable',
    message: expect.stringContaining('more & more.ndjson'),
  })
})

test('a file that is let go of on its way rejects with the reason', async () => {
  const { takeDropped } = droppedFilesTaker(location)
  const stopping = new AbortController()
  const taken = takeDropped?.(file, stopping.signal, () => {})
  stopping.abort('enough')
  await expect(taken).rejects.toBe('enough')
})
