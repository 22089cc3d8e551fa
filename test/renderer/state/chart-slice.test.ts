import { expect, test } from 'vitest'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { lineId } from '../../../src/renderer/state/chart-slice.ts'
import { folding } from '../folding-projection.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

async function charting() {
  const { explorer, host } = await openedExplorer(shop(3), { startProjection: folding() })
  const id = explorer.getState().activeProjection
  const rest = () => idle(explorer.getState().activity)
  return { explorer, host, id, rest }
}

const cents = { key: 'order-1', path: ['cents'] }

test('a chart begins with the first number of the cell that is looked at', async () => {
  const { explorer, id, rest } = await charting()
  explorer.getState().selectCell(id, 'order-2')
  explorer.getState().setReadForm(id, 'chart')
  await rest()
  const line = { key: 'order-2', path: ['cents'] }
  expect(explorer.getState().chartLines[id]).toEqual([line])
  expect(explorer.getState().lineData[lineId(line)]).toEqual({
    changes: [{ position: 3, value: '200' }],
    upTo: 6,
    complete: true,
  })
})

test('a line goes on with the events that arrive', async () => {
  const { explorer, host, id, rest } = await charting()
  explorer.getState().addChartLine(id, cents)
  explorer.getState().setReadForm(id, 'chart')
  await rest()
  await host.append(new EventBuilder().stream('order-1').type('OrderPlaced').data({ cents: 7 }).build())
  await expect
    .poll(() => explorer.getState().lineData[lineId(cents)])
    .toMatchObject({
      changes: [
        { position: 1, value: '100' },
        { position: 7, value: '7' },
      ],
      upTo: 7,
    })
})

test('a line is there once, and away when it is taken away', async () => {
  const { explorer, id } = await charting()
  explorer.getState().addChartLine(id, cents)
  explorer.getState().addChartLine(id, { ...cents })
  expect(explorer.getState().chartLines[id]).toEqual([cents])
  explorer.getState().removeChartLine(id, cents)
  explorer.getState().setReadForm(id, 'chart')
  expect(explorer.getState().chartLines[id]).toEqual([])
})

test('the lines of a source that is edited are those of what it is now', async () => {
  const { explorer, id, rest } = await charting()
  explorer.getState().setReadForm(id, 'chart')
  await rest()
  const before = explorer.getState().lineData[lineId(cents)]
  explorer.getState().editProjection(id, 'another')
  await rest()
  expect(explorer.getState().lineData[lineId(cents)]).toEqual(before)
  expect(explorer.getState().lineData[lineId(cents)]).not.toBe(before)
})
