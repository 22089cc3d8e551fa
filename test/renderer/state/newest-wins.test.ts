import { expect, test } from 'vitest'
import { newestWins } from '../../../src/renderer/state/newest-wins.ts'

test('one run at a time, and of what is asked meanwhile only the newest', async () => {
  const ran: number[] = []
  const releases: (() => void)[] = []
  const ask = newestWins<number>((input) => {
    ran.push(input)
    return new Promise((resolve) => releases.push(resolve))
  })
  for (const input of [1, 2, 3, 4]) ask(input)
  expect(ran).toEqual([1])
  releases[0]?.()
  await Promise.resolve()
  await Promise.resolve()
  expect(ran).toEqual([1, 4])
})
