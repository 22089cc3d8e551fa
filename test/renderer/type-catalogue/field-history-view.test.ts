import { expect, test } from 'vitest'
import { eventType, position } from '../../../src/core/event.ts'
import { FieldHistoryFold } from '../../../src/core/event-shape/field-history.ts'
import { jsonTextOf } from '../../../src/core/json.ts'
import { bandPath } from '../../../src/renderer/type-catalogue/band-path.ts'
import { fieldChanges } from '../../../src/renderer/type-catalogue/field-drift.ts'

/** Of events at every tenth position whose data has the letters of each text as members. */
function historyOf(...texts: readonly string[]) {
  const fold = new FieldHistoryFold(eventType('T'))
  fold.add(
    texts.map((letters, place) => ({
      position: position((place + 1) * 10),
      data: jsonTextOf(Object.fromEntries(letters.split('').map((letter) => [letter, 1]))),
      metadata: jsonTextOf({}),
    })),
  )
  return fold.history
}

function changesOf(history: ReturnType<typeof historyOf>, path: string) {
  const field = history.fields.find((one) => one.path === path)
  return field && fieldChanges(history, field).map(({ what, position: at }) => `${what} ${at}`)
}

test('a field that all events have does not change', () => {
  expect(changesOf(historyOf('a', 'a', 'a'), 'data.a')).toEqual([])
})

test('a field that comes, one that goes and one that is missing between are told where', () => {
  const history = historyOf('gm', 'gc', 'cm', 'cm')
  expect(changesOf(history, 'data.c')).toEqual(['first 20'])
  expect(changesOf(history, 'data.g')).toEqual(['last 20', 'missing 30'])
  expect(changesOf(history, 'data.m')).toEqual(['missing 20'])
})

test('a band has nothing where no event of a run has the field, and is as high as the part that has it', () => {
  const history = historyOf('a', '', 'a', 'a')
  const [field] = history.fields
  expect(field && bandPath(history, field.inRun)).toBe('M0 10V0H32V10ZM355 10V0H677V10ZM677 10V0H1000V10Z')
  expect(bandPath({ ...history, runEvents: [4, 4, 4, 4] }, [1, 0, 0, 2])).toBe('M0 10V8H32V10ZM677 10V5H1000V10Z')
})
