import { expect, test } from 'vitest'
import { position } from '../../../src/core/event.ts'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { foldingSources } from '../folding-projection.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

const source = (cents: string): string => `
  import { projection } from 'epoch/projection'
  type Order = { cents: number; status?: string }
  export default projection<Order>({
    name: 'Orders',
    on: {
      OrderPlaced: (order, e) => { order.cents = ${cents} },
      PaymentTaken: (order) => { order.status = 'paid' },
      Broken: () => { throw new Error('broken on purpose') },
    },
  })`

async function differing() {
  const broken = new EventBuilder().stream('order-2').type('Broken').data({}).build()
  const { explorer } = await openedExplorer([...shop(3), broken], { startProjection: foldingSources })
  const rest = () => idle(explorer.getState().activity)
  explorer.getState().startProjections([source('e.data.cents'), source('e.data.cents * 2')], 0)
  await rest()
  const id = explorer.getState().activeProjection
  explorer.getState().setReadForm(id, 'diff')
  return { explorer, id, rest }
}

test('the cells that differ between the marked moment and the playhead are told, with the events in between', async () => {
  const { explorer, rest } = await differing()
  explorer.getState().scrubTo(position(1))
  explorer.getState().markMoment()
  explorer.getState().scrubTo(position(3))
  await rest()
  expect(explorer.getState().diff).toEqual({
    kind: 'answered',
    answer: {
      total: 2,
      cells: [
        { key: 'order-1', before: '{"cents":100}', after: '{"cents":100,"status":"paid"}' },
        { key: 'order-2', after: '{"cents":200}' },
      ],
      after: 1,
      upTo: 3,
    },
  })
  explorer.getState().askContributors('order-1')
  await rest()
  expect(explorer.getState().contributors['order-1']).toMatchObject({
    kind: 'answered',
    answer: { changes: [{ position: 2 }], complete: true },
  })
})

test('a moment after the playhead is compared backwards', async () => {
  const { explorer, rest } = await differing()
  explorer.getState().scrubTo(position(3))
  explorer.getState().markMoment()
  explorer.getState().scrubTo(position(2))
  await rest()
  expect(explorer.getState().diff).toMatchObject({
    answer: { total: 1, cells: [{ key: 'order-2', before: '{"cents":200}' }], after: 2, upTo: 3 },
  })
})

test('of an event it is told what it changed, and why where that is nothing', async () => {
  const { explorer, rest } = await differing()
  explorer.getState().setDiffKind('event')
  explorer.getState().selectEvent(position(2))
  await rest()
  expect(explorer.getState().diff).toMatchObject({
    answer: {
      total: 1,
      cells: [{ key: 'order-1', before: '{"cents":100}' }],
      inspection: { outcome: { kind: 'handled' } },
    },
  })
  explorer.getState().selectEvent(position(7))
  await rest()
  expect(explorer.getState().diff).toMatchObject({ answer: { total: 0, inspection: { outcome: { kind: 'failed' } } } })
})

test('nothing is asked while something else is shown', async () => {
  const { explorer, id, rest } = await differing()
  explorer.getState().markMoment()
  explorer.getState().setReadForm(id, 'table')
  explorer.getState().scrubTo(position(1))
  await rest()
  expect(explorer.getState().diff).toEqual({ kind: 'nothing' })
})

test('a projection is compared with another tab: what that one has stands before, its own after', async () => {
  const { explorer, rest } = await differing()
  explorer.getState().setDiffKind('projections')
  explorer.getState().compareProjections()
  await rest()
  expect(explorer.getState().comparison).toMatchObject({
    kind: 'answered',
    answer: {
      total: 3,
      firstDivergence: { position: 1, key: 'order-1' },
      cells: [
        { key: 'order-1', before: '{"cents":200,"status":"paid"}', after: '{"cents":100,"status":"paid"}' },
        {},
        {},
      ],
    },
  })
})

test('the window does not rest while what is compared with is compiled', async () => {
  const { explorer, rest } = await differing()
  await rest()
  explorer.getState().compareProjections()
  expect(explorer.getState().activity.idle).toBe(false)
  await rest()
  expect(explorer.getState().comparison.kind).toBe('answered')
})

test('after an edit a projection is compared with what it was before', async () => {
  const { explorer, id, rest } = await differing()
  explorer.getState().editProjection(id, source('e.data.cents + (e.position === 3 ? 1 : 0)'))
  await rest()
  explorer.getState().setDiffKind('projections')
  explorer.getState().compareProjections()
  await rest()
  expect(explorer.getState().versions[id]).toHaveLength(2)
  expect(explorer.getState().comparison).toMatchObject({
    answer: {
      total: 1,
      firstDivergence: { position: 3, key: 'order-2' },
      cells: [{ before: '{"cents":200,"status":"paid"}', after: '{"cents":201,"status":"paid"}' }],
    },
  })
})

test('what cannot be compiled cannot be compared with, and that is said', async () => {
  const { explorer, rest } = await differing()
  const [, second] = explorer.getState().projections
  explorer.setState(({ projections }) => ({
    projections: projections.map((tab) => (tab.id === second?.id ? { ...tab, source: 'export default {' } : tab)),
  }))
  explorer.getState().compareProjections()
  await rest()
  expect(explorer.getState().comparison).toMatchObject({ kind: 'failed' })
})

test('an edit makes a comparison void', async () => {
  const { explorer, id, rest } = await differing()
  explorer.getState().compareProjections()
  await rest()
  explorer.getState().editProjection(id, source('1'))
  await rest()
  expect(explorer.getState().comparison).toEqual({ kind: 'nothing' })
})

test('a failed event tells the state before it', async () => {
  const { explorer, rest } = await differing()
  explorer.getState().askFailureState(position(7))
  await rest()
  expect(explorer.getState().failureStates[position(7)]).toMatchObject({
    answer: { cells: [{ key: 'order-2', before: '{"cents":200,"status":"paid"}' }] },
  })
})

test('a state before a failure is not told of another projection that is looked at meanwhile', async () => {
  const { explorer, rest } = await differing()
  explorer.getState().askFailureState(position(7))
  explorer.getState().activateProjection(explorer.getState().projections[1]?.id ?? 0)
  await rest()
  expect(explorer.getState().failureStates).toEqual({})
})

test('a projection that keeps something outside its state is found out', async () => {
  const { explorer, id, rest } = await differing()
  const counting = `let n = 0\n${source('++n')}`
  explorer.getState().editProjection(id, counting)
  await rest()
  explorer.getState().checkDeterminism()
  await rest()
  expect(explorer.getState().determinism).toMatchObject({
    answer: { difference: { position: 1, key: 'order-1' } },
  })
})

test('another store knows nothing of what was marked, chosen and pointed at in this one', async () => {
  const { explorer, id, rest } = await differing()
  explorer.getState().markMoment()
  explorer.getState().addChartLine(id, { key: 'order-1', path: ['cents'] })
  explorer.getState().glanceAt(position(1))
  await rest()
  expect(explorer.getState().glances.get(position(1))).toMatchObject({ type: 'OrderPlaced' })
  explorer.getState().leaveStore()
  const { markedMoment, chartLines, readings, glances } = explorer.getState()
  expect({ markedMoment, chartLines, readings, glances: glances.size }).toEqual({
    markedMoment: undefined,
    chartLines: {},
    readings: {},
    glances: 0,
  })
})
