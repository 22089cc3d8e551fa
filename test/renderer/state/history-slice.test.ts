import { expect, test } from 'vitest'
import { position } from '../../../src/core/event.ts'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { folding } from '../folding-projection.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

/** Orders 1 to 5 placed and paid in turn: they are paid at positions 2, 4, 6, 8 and 10. */
async function searching() {
  const opened = await openedExplorer(shop(5), { startProjection: folding() })
  opened.explorer.getState().editFind({ predicate: "state.status === 'paid'" })
  return opened
}

test('a search lists every crossing and marks where it begins to hold', async () => {
  const { explorer } = await searching()
  await explorer.getState().findAll()
  expect(explorer.getState().finding).toMatchObject({
    phase: 'done',
    hits: [2, 4, 6, 8, 10],
    total: 5,
    complete: true,
    holding: 5,
    crossings: [{ position: 2, key: 'order-1', holds: true }, {}, {}, {}, {}],
  })
  expect(explorer.getState().tracks).toEqual([
    { id: 'found', label: "state.status === 'paid'", tone: 'hit', positions: [2, 4, 6, 8, 10] },
  ])
})

test.each([
  { sought: 'first', from: 5, to: 2 },
  { sought: 'previous', from: 6, to: 4 },
  { sought: 'next', from: 6, to: 8 },
  { sought: 'last', from: 5, to: 10 },
] as const)('the $sought hit from $from is at $to, whether all are known or not', async ({ sought, from, to }) => {
  const { explorer } = await searching()
  for (const known of [false, true]) {
    if (known) await explorer.getState().findAll()
    explorer.getState().scrubTo(position(from))
    await explorer.getState().findHit(sought)
    expect(explorer.getState()).toMatchObject({ playhead: to, seeking: { phase: 'found' } })
  }
})

test('where there is no further hit the playhead stays and it is said', async () => {
  const { explorer } = await searching()
  for (const known of [false, true]) {
    if (known) await explorer.getState().findAll()
    explorer.getState().scrubTo(position(10))
    await explorer.getState().findHit('next')
    expect(explorer.getState()).toMatchObject({ playhead: 10, seeking: { phase: 'none' } })
  }
})

test('a hit that came after the search is found by another search', async () => {
  const { explorer, host } = await searching()
  await explorer.getState().findAll()
  await host.append(new EventBuilder().stream('order-9').type('PaymentTaken').data({}).build())
  await idle(explorer.getState().activity)
  explorer.getState().scrubTo(position(10))
  await explorer.getState().findHit('next')
  expect(explorer.getState().playhead).toBe(11)
})

test('a search keeps to its range and its key', async () => {
  const { explorer } = await searching()
  explorer.getState().scrubTo(position(7))
  explorer.getState().editFind({ range: 'before' })
  await explorer.getState().findAll()
  expect(explorer.getState().finding?.hits).toEqual([2, 4, 6])
  explorer.getState().editFind({ range: 'after', key: 'order-5' })
  await explorer.getState().findAll()
  expect(explorer.getState().finding?.hits).toEqual([10])
  explorer.getState().selectEvent(position(3))
  explorer.getState().editFind({ range: 'selection', key: '' })
  await explorer.getState().findAll()
  expect(explorer.getState().finding?.hits).toEqual([4, 6])
})

test('a search that is stopped keeps what it has found, and what comes later is told to nobody', async () => {
  const { explorer } = await searching()
  const search = explorer.getState().findAll()
  explorer.getState().stopFinding()
  await search
  expect(explorer.getState().finding).toMatchObject({ phase: 'stopped', total: 0 })
})

test('a predicate that is no expression says so', async () => {
  const { explorer } = await searching()
  explorer.getState().editFind({ predicate: 'state.' })
  await explorer.getState().findAll()
  expect(explorer.getState().finding).toMatchObject({ phase: 'failed', failure: { code: 'predicate-invalid' } })
})

test('a place in a cell becomes what is looked for', async () => {
  const { explorer } = await searching()
  explorer.getState().findWhere('order-3', ['lines', 0, 'odd name'], '"x"')
  expect(explorer.getState()).toMatchObject({
    side: 'history',
    findDraft: { predicate: 'state.lines[0]["odd name"] === "x"', key: 'order-3' },
  })
})

test('the smallest history that still does it can be saved', async () => {
  const saved: [string, string][] = []
  const { explorer } = await openedExplorer(shop(5), {
    startProjection: folding(),
    saveFile: (file, name) => void file.text().then((text) => saved.push([name, text])),
  })
  explorer.getState().shrink({ kind: 'predicate', predicate: 'state.cents === 300' }, position(10))
  await idle(explorer.getState().activity)
  expect(explorer.getState().shrinking).toMatchObject({ asked: { kind: 'answered', answer: { positions: [5] } } })
  explorer.getState().saveFixture()
  await idle(explorer.getState().activity)
  expect(saved).toEqual([['Orders-smallest.ndjson', expect.stringContaining('"OrderPlaced"')]])
})

test('behind the last tick of a search that found more than it keeps, n and p search on', async () => {
  const { explorer } = await searching()
  await explorer.getState().findAll()
  const { finding, showTrack } = explorer.getState()
  if (finding === undefined) throw new Error('nothing was found')
  explorer.setState({ finding: { ...finding, complete: false } })
  showTrack({ id: 'found', label: 'Some', tone: 'hit', positions: [2, 4].map(position) })
  explorer.getState().scrubTo(position(2))
  explorer.getState().nextMark()
  expect(explorer.getState().playhead).toBe(4)
  explorer.getState().nextMark()
  await idle(explorer.getState().activity)
  expect(explorer.getState().playhead).toBe(6)
  explorer.getState().scrubTo(position(9))
  explorer.getState().previousMark()
  await idle(explorer.getState().activity)
  expect(explorer.getState().playhead).toBe(8)
})
