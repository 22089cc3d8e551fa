import { expect, test } from 'vitest'
import { position } from '../../../src/core/event.ts'
import { folding } from '../folding-projection.ts'
import { MemoryHost } from '../memory-host.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

async function whatIf(host = new MemoryHost(), orders = 3) {
  const opened = await openedExplorer(shop(orders), { host, startProjection: folding() })
  const { explorer } = opened
  const rest = (): Promise<void> => idle(explorer.getState().activity)
  const states = (side: 'main' | 'beside') => {
    const tab = explorer.getState().projections[0]
    const view = side === 'main' ? tab?.view : tab?.beside?.view
    return Object.fromEntries((view?.rows ?? []).map(({ key, json }) => [key, JSON.parse(json)]))
  }
  await rest()
  return { ...opened, rest, states }
}

/** An event as the inspector has it. */
async function eventAt(host: MemoryHost, at: number) {
  const { event } = await host.request('event.get', { store: 'store-1' as never, position: position(at) })
  if (event === undefined) throw new Error(`no event at ${at}`)
  return event
}

test('skipping an event begins a what-if, in which it did not happen; the store stays as it is', async () => {
  const { explorer, host, rest, states } = await whatIf()
  explorer.getState().turnSkip(position(4))
  await rest()
  expect(explorer.getState()).toMatchObject({
    activeWhatIf: 'What if',
    whatIfs: [{ skip: [4] }],
    difference: { kind: 'answered', answer: { total: 1, firstDivergence: { position: 4, key: 'order-2' } } },
  })
  expect(states('main')['order-2'].status).toBe('paid')
  expect(states('beside')['order-2'].status).toBe('placed')
  expect(host.asked).not.toContain('events.append')
  explorer.getState().turnSkip(position(4))
  await rest()
  expect(states('beside')).toEqual(states('main'))
})

test('an edited event happened otherwise', async () => {
  const { explorer, host, rest, states } = await whatIf()
  explorer.getState().openWhatIfDraft('edit', await eventAt(host, 3))
  explorer.getState().editWhatIfDraft({ data: '{"cents":7}' })
  explorer.getState().keepWhatIfDraft()
  await rest()
  expect(states('beside')['order-2']).toEqual({ cents: 7, status: 'paid' })
  expect(states('main')['order-2']).toEqual({ cents: 200, status: 'paid' })
})

test('an inserted event counts from the position that it comes after', async () => {
  const { explorer, host, rest, states } = await whatIf()
  explorer.getState().openWhatIfDraft('insert', await eventAt(host, 3))
  explorer.getState().editWhatIfDraft({ stream: 'order-9', data: '{"cents":1}' })
  explorer.getState().keepWhatIfDraft()
  await rest()
  expect(states('beside')['order-9']).toEqual({ cents: 1, status: 'placed' })
  explorer.getState().scrubTo(position(2))
  await rest()
  expect(states('beside')['order-9']).toBeUndefined()
  explorer.getState().scrubTo(position(3))
  await rest()
  expect(states('beside')['order-9']).toEqual({ cents: 1, status: 'placed' })
})

test('what is written wrongly is refused in the form, and nothing is laid over', async () => {
  const { explorer, host } = await whatIf()
  explorer.getState().openWhatIfDraft('edit', await eventAt(host, 3))
  explorer.getState().editWhatIfDraft({ data: '{' })
  explorer.getState().keepWhatIfDraft()
  expect(explorer.getState()).toMatchObject({ whatIfs: [], whatIfDraft: { failure: { code: 'what-if-invalid' } } })
})

test('what-ifs are kept with the store and are there again after a reload', async () => {
  const host = new MemoryHost()
  const { explorer, rest } = await whatIf(host)
  explorer.getState().turnSkip(position(4))
  explorer.getState().renameWhatIf('What if', 'No payment')
  explorer.getState().addWhatIf()
  explorer.getState().activateWhatIf('No payment')
  await rest()
  const { explorer: reloaded, states } = await whatIf(host, 0)
  expect(reloaded.getState()).toMatchObject({
    activeWhatIf: 'No payment',
    whatIfs: [{ name: 'No payment', skip: [4] }, { name: 'What if' }],
  })
  expect(states('beside')['order-2'].status).toBe('placed')
})

test('the log of a what-if around the playhead is there while one looks at what-ifs', async () => {
  const { explorer, host, rest } = await whatIf()
  explorer.getState().turnSkip(position(4))
  explorer.getState().openWhatIfDraft('insert', await eventAt(host, 4))
  explorer.getState().keepWhatIfDraft()
  await rest()
  expect(explorer.getState().whatIfRows).toEqual([])
  explorer.getState().showSide('what-if')
  await rest()
  expect(explorer.getState().whatIfRows.map(({ did }) => did)).toEqual([
    'happened',
    'happened',
    'happened',
    'skipped',
    'inserted',
    'happened',
    'happened',
  ])
  explorer.getState().activateWhatIf(undefined)
  expect(explorer.getState().whatIfRows).toEqual([])
})

test('two what-ifs never have one name', async () => {
  const { explorer } = await whatIf()
  explorer.getState().addWhatIf()
  explorer.getState().addWhatIf()
  explorer.getState().renameWhatIf('What if 2', ' What if ')
  expect(explorer.getState()).toMatchObject({
    whatIfs: [{ name: 'What if' }, { name: 'What if 2' }],
    whatIfFailure: { code: 'what-if-invalid' },
  })
})

test('without an active what-if nothing runs beside', async () => {
  const { explorer, rest } = await whatIf()
  explorer.getState().turnSkip(position(4))
  await rest()
  explorer.getState().activateWhatIf(undefined)
  await rest()
  expect(explorer.getState()).toMatchObject({ difference: { kind: 'nothing' }, tracks: [] })
  expect(explorer.getState().projections[0]?.beside).toBeUndefined()
})

test('an event that the store does not have cannot be changed, which is said', async () => {
  const host = new MemoryHost()
  host.workspace = {
    whatIfs: [{ name: 'Old', skip: [], edit: [{ position: 99, type: 'A', data: '{}', metadata: '' }], insert: [] }],
    activeWhatIf: 'Old',
  }
  const { explorer } = await whatIf(host)
  expect(explorer.getState().whatIfFailure).toMatchObject({ code: 'what-if-invalid', details: { position: 99 } })
})

test('what-ifs that are kept and the changes of each are undone one by one', async () => {
  const { explorer, rest } = await whatIf()
  explorer.getState().turnSkip(position(4))
  explorer.getState().turnSkip(position(2))
  explorer.getState().undoChange({ kind: 'skip', position: position(4) })
  await rest()
  expect(explorer.getState().whatIfs).toMatchObject([{ skip: [2] }])
  explorer.getState().removeWhatIf('What if')
  await rest()
  expect(explorer.getState()).toMatchObject({ whatIfs: [], activeWhatIf: undefined })
})
