import { expect, test } from 'vitest'
import { createActivity } from '../../../src/renderer/state/activity.ts'

test('it is idle only while nothing is under way', () => {
  const activity = createActivity()
  const endFirst = activity.begin()
  const endSecond = activity.begin()
  endFirst()
  expect(activity.idle).toBe(false)
  endSecond()
  expect(activity.idle).toBe(true)
})

test('ending twice counts once', () => {
  const activity = createActivity()
  const end = activity.begin()
  activity.begin()
  end()
  end()
  expect(activity.idle).toBe(false)
})

test('listeners hear of changes only, until they leave', () => {
  const activity = createActivity()
  const heard: boolean[] = []
  const leave = activity.onChange((idle) => heard.push(idle))
  const ends = [activity.begin(), activity.begin()]
  for (const end of ends) end()
  leave()
  activity.begin()
  expect(heard).toEqual([false, true])
})
