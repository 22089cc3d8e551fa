import { expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { EpochError } from '../../../src/core/errors.ts'
import { position } from '../../../src/core/event.ts'
import { createActivity } from '../../../src/renderer/state/activity.ts'
import { askAtRest } from '../../../src/renderer/state/ask-at-rest.ts'
import { type Asked, OneQuestion } from '../../../src/renderer/state/asked.ts'
import { HandClock } from '../hand-clock.ts'

function telling() {
  const told: Asked<string>[] = []
  return { told, question: new OneQuestion<string>((asked) => told.push(asked)) }
}

test('a question tells how far it is, then its answer', async () => {
  const { told, question } = telling()
  const progress = { position: position(3), events: 3 }
  question.ask(async ({ onProgress }) => {
    onProgress(progress)
    return 'answer'
  })
  await expect.poll(() => told.at(-1)).toEqual({ kind: 'answered', answer: 'answer' })
  expect(told).toEqual([{ kind: 'asking' }, { kind: 'asking', progress }, { kind: 'answered', answer: 'answer' }])
})

test('what goes wrong with a question is told in its place', async () => {
  const { told, question } = telling()
  question.ask(() => Promise.reject(new EpochError('projection-failed', 'it does not run')))
  await expect.poll(() => told.at(-1)).toEqual({ kind: 'failed', message: 'it does not run' })
})

test('a newer question ends the one before, of which nothing more is heard', async () => {
  const { told, question } = telling()
  const ended: boolean[] = []
  question.ask(async ({ signal, onProgress }) => {
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
    ended.push(signal.aborted)
    onProgress({ position: position(1), events: 1 })
    return 'late'
  })
  question.ask(async () => 'newer')
  await expect.poll(() => told.at(-1)).toEqual({ kind: 'answered', answer: 'newer' })
  expect(ended).toEqual([true])
  expect(told).toHaveLength(3)
})

test('a question that is stopped is as if it had not been asked', async () => {
  const { told, question } = telling()
  question.ask(async () => 'answer')
  question.stop()
  await new Promise((resolve) => setTimeout(resolve, 0))
  expect(told.at(-1)).toEqual({ kind: 'nothing' })
})

function standing() {
  const clock = new HandClock()
  const activity = createActivity()
  const api = createStore<{ wish: string }>(() => ({ wish: '' }))
  const asked: string[] = []
  const told: (readonly [string, Asked<string>['kind']])[] = []
  askAtRest(
    api,
    { clock, activity },
    {
      wanted: ({ wish }) => (wish === '' ? undefined : { id: wish }),
      ask: async ({ id }: { readonly id: string }) => {
        asked.push(id)
        return id
      },
      tell: (answer: Asked<string>, id) => told.push([id, answer.kind]),
    },
  )
  return { clock, activity, api, asked, told }
}

test('of what is wanted one after the other only that is asked which is wanted for a while', async () => {
  const { clock, activity, api, asked, told } = standing()
  api.setState({ wish: 'a' })
  api.setState({ wish: 'b' })
  expect(activity.idle).toBe(false)
  await clock.runOut()
  expect(asked).toEqual(['b'])
  expect(told.at(-1)).toEqual(['b', 'answered'])
  expect(activity.idle).toBe(true)
})

test('what is wanted still is not asked again', async () => {
  const { clock, api, asked } = standing()
  api.setState({ wish: 'a' })
  await clock.runOut()
  api.setState({ wish: 'a' })
  await clock.runOut()
  expect(asked).toEqual(['a'])
})

test('what is wanted no longer is not asked', async () => {
  const { clock, activity, api, asked, told } = standing()
  api.setState({ wish: 'a' })
  api.setState({ wish: '' })
  await clock.runOut()
  expect(asked).toEqual([])
  expect(told.at(-1)).toEqual(['', 'nothing'])
  expect(activity.idle).toBe(true)
})
