import { expect, test } from 'vitest'
import { position } from '../../../src/core/event.ts'
import type { ShownRows } from '../../../src/renderer/state/projection-port.ts'
import { readingOf } from '../../../src/renderer/state/reading-slice.ts'
import { folding } from '../folding-projection.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

async function reading() {
  const { explorer } = await openedExplorer(shop(3), { startProjection: folding() })
  const id = explorer.getState().activeProjection
  const tab = () => explorer.getState().projections.find((one) => one.id === id)
  const shown = (): ShownRows | undefined => tab()?.shown
  const rest = () => idle(explorer.getState().activity)
  return { explorer, id, tab, shown, rest, now: () => readingOf(explorer.getState(), id) }
}

test('a tree shows the cell that was chosen, and before that the first one', async () => {
  const { explorer, id, tab, shown, rest, now } = await reading()
  explorer.getState().setReadForm(id, 'tree')
  expect(now()).toMatchObject({ form: 'tree', key: 'order-1' })
  explorer.getState().openCell(id, 'order-3')
  await rest()
  expect(shown()).toEqual({ from: 0, limit: 1, key: 'order-3' })
  expect(tab()?.view).toMatchObject({ total: 1, rows: [{ key: 'order-3' }] })
})

test('back from the tree the table has its order and its conditions again', async () => {
  const { explorer, id, shown } = await reading()
  const { queryTable, openCell, setReadForm } = explorer.getState()
  queryTable(id, { text: 'order', where: [{ field: { path: ['cents'] }, operator: '>', value: 100 }] })
  openCell(id, 'order-3')
  setReadForm(id, 'table')
  expect(shown()).toMatchObject({ text: 'order', where: [{ value: 100 }] })
  expect(shown()).not.toHaveProperty('key')
})

test('sorting by the same field again turns the order, and a third time takes it away', async () => {
  const { explorer, id, now } = await reading()
  const orders = [1, 2, 3, 4].map(() => {
    explorer.getState().sortTable(id, { path: ['cents'] })
    return now().table.sort?.descending
  })
  expect(orders).toEqual([false, true, undefined, false])
})

test('what is said of a column is forgotten with the column', async () => {
  const { explorer, id, now } = await reading()
  const byCents = { field: { column: 'cents' }, operator: '>', value: 1 } as const
  const byPath = { field: { path: ['cents'] }, operator: '>', value: 1 } as const
  explorer
    .getState()
    .queryTable(id, { where: [byCents, byPath], sort: { field: { column: 'cents' }, descending: true } })
  explorer.setState(({ projections }) => ({ projections: projections.map((tab) => ({ ...tab, columns: ['status'] })) }))
  expect(now().table).toEqual({ where: [byPath] })
})

test('a wish for a line is a new one even where it is for the same line', async () => {
  const { explorer, id } = await reading()
  explorer.getState().showLine(id, 3)
  const first = explorer.getState().lineWanted
  explorer.getState().showLine(id, 3)
  expect(explorer.getState().lineWanted).toEqual({ tab: id, line: 3 })
  expect(explorer.getState().lineWanted).not.toBe(first)
})

test('blame is asked of the cell that is shown, and not again until an event changes it', async () => {
  const { explorer, id, rest } = await reading()
  explorer.getState().openCell(id, 'order-1')
  await rest()
  const { blame } = explorer.getState()
  expect(blame.asked).toMatchObject({
    kind: 'answered',
    answer: {
      leaves: [
        { path: ['cents'], position: 1 },
        { path: ['status'], position: 2 },
      ],
    },
  })
  explorer.getState().scrubTo(position(4))
  await rest()
  expect(explorer.getState().blame).toBe(blame)
  explorer.getState().scrubTo(position(1))
  await rest()
  expect(explorer.getState().blame.asked).toMatchObject({ answer: { leaves: [{ position: 1 }, { position: 1 }] } })
})

test('a tree that was opened before there was any state shows the first cell that comes, and blames it', async () => {
  const { explorer, id, rest } = await reading()
  explorer.getState().scrubTo(position(0))
  await rest()
  explorer.getState().setReadForm(id, 'tree')
  explorer.getState().scrubTo(position(1))
  await rest()
  expect(explorer.getState().blame.asked).toMatchObject({ answer: { leaves: [{ position: 1 }, { position: 1 }] } })
})

test('nothing is blamed while no tree is shown', async () => {
  const { explorer, id, rest } = await reading()
  explorer.getState().openCell(id, 'order-1')
  await rest()
  explorer.getState().setReadForm(id, 'table')
  await rest()
  expect(explorer.getState().blame.asked).toEqual({ kind: 'nothing' })
})
