import { describe, expect, test } from 'vitest'
import { type NewEvent, position } from '../../../src/core/event.ts'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { withCandidate } from '../../../src/renderer/state/filter-candidates.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'

const statuses = ['open', 'held', 'open', 'open', 'two words', 'held', '7']

/** Orders with a status, and one payment in a stream whose name has a space. */
function events(): readonly NewEvent[] {
  const orders = statuses.map((status, place) =>
    new EventBuilder()
      .stream(`order-${place}`)
      .type('OrderPlaced')
      .data({ status, lines: [{ sku: 'pen' }], total: place })
      .metadata({ actorId: 'ann' })
      .build(),
  )
  return [...orders, new EventBuilder().stream('pay ment-1').type('Payment Taken').data({ cents: 1 }).build()]
}

async function opened() {
  const { explorer } = await openedExplorer(events())
  const state = () => explorer.getState()
  return {
    state,
    /** Labels of what is offered where `|` stands, once all is known. */
    async offered(marked: string): Promise<readonly string[]> {
      state().suggestFilter(marked.replace('|', ''), marked.indexOf('|'))
      await idle(state().activity)
      return state().filterSuggestions?.candidates.map(({ label }) => label) ?? []
    },
  }
}

describe('what is offered in the filter bar', () => {
  test('in an empty one, all fields, then what the payloads have', async () => {
    const { offered } = await opened()
    const labels = await offered('|')
    expect(labels.slice(0, 3)).toEqual(['type:', 'stream:', 'category:'])
    expect(labels).toContain('data.status')
    expect(labels).toContain('data.lines[0].sku')
    expect(labels).toContain('meta.actorId')
  })

  test('after some letters, what has them, the best first', async () => {
    const { offered } = await opened()
    expect((await offered('cat|'))[0]).toBe('category:')
    expect((await offered('stat|'))[0]).toBe('data.status')
  })

  test('what events of the types in the log have before what only others have', async () => {
    const { offered, state } = await opened()
    const first = async (): Promise<string | undefined> =>
      (await offered('data.|')).find((label) => label === 'data.cents' || label === 'data.total')
    state().applyFilter('type:"Payment Taken"')
    expect(await first()).toBe('data.cents')
    state().applyFilter('type:OrderPlaced')
    expect(await first()).toBe('data.total')
  })

  test('after a whole path, operators', async () => {
    const { offered } = await opened()
    expect(await offered('data.total|')).toEqual(expect.arrayContaining(['data.total=', 'data.total>', 'data.total<=']))
  })

  test('after type:, types with how many events they have, the most frequent first', async () => {
    const { offered, state } = await opened()
    expect(await offered('type:|')).toEqual(['OrderPlaced', 'Payment Taken'])
    expect(state().filterSuggestions?.candidates.map(({ events }) => events)).toEqual([7, 1])
  })

  test('after stream: and some letters, the streams that fit', async () => {
    const { offered } = await opened()
    expect(await offered('stream:ment|')).toEqual(['pay ment-1'])
  })

  test('after category:, categories', async () => {
    const { offered } = await opened()
    expect(await offered('category:ord|')).toEqual(['order'])
  })

  test('after a path and an operator, the values that events have there, the most frequent first', async () => {
    const { offered, state } = await opened()
    expect(await offered('data.status=|')).toEqual(['open', 'held', 'two words', '7'])
    expect(state().filterSuggestions?.candidates.map(({ insert }) => insert)).toEqual([
      'open',
      'held',
      '"two words"',
      '"7"',
    ])
    expect(await offered('data.status=open,he|')).toEqual(['held'])
    expect(await offered('meta.actorId=|')).toEqual(['ann'])
  })

  test('no values of a path that is masked', async () => {
    const { offered, state } = await opened()
    state().maskPath('data.lines.sku')
    expect(await offered('data.lines[0].sku=|')).toEqual([])
    state().hideMasked()
    expect(await offered('data.status=|')).not.toEqual([])
  })

  test('where a position is wanted, the playhead’s', async () => {
    const { offered, state } = await opened()
    state().scrubTo(position(5))
    expect(await offered('position>|')).toEqual(['5'])
    expect(await offered('position:|')).toEqual(['..5', '5..'])
    expect(await offered('position:2..|')).toEqual(['5'])
    expect(await offered('position:7|')).toEqual([])
  })

  test('nothing where a version is wanted', async () => {
    const { offered } = await opened()
    expect(await offered('version>|')).toEqual([])
  })
})

test('a candidate takes the place of what was wanted', async () => {
  const { offered, state } = await opened()
  await offered('data.total>1 type:Pay|ment -pen')
  const { filterSuggestions } = state()
  const [candidate] = filterSuggestions?.candidates ?? []
  if (filterSuggestions === undefined || candidate === undefined) throw new Error('nothing is offered')
  const { text, caret } = withCandidate('data.total>1 type:Payment -pen', filterSuggestions.wanted, candidate)
  expect(text).toBe('data.total>1 type:"Payment Taken" -pen')
  expect(text.slice(0, caret)).toBe('data.total>1 type:"Payment Taken"')
})
