import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { useStore } from 'zustand'
import { EventBuilder } from '../../../../src/core/event-builder.ts'
import type { JsonValue } from '../../../../src/core/json.ts'
import { ReadModel } from '../../../../src/renderer/projections/reading/ReadModel.tsx'
import type { ExplorerStore } from '../../../../src/renderer/state/explorer-store.ts'
import { activeTab } from '../../../../src/renderer/state/reading-slice.ts'
import { foldingSources } from '../../folding-projection.ts'
import { idle, openedExplorer } from '../../opened-explorer.ts'
import '../../../../src/renderer/theme.css'
import '../../../../src/renderer/ui/ui.css'

export function ordersSource({ cents = 'e.data.cents', columns = '{ cents: (o) => o.cents }' } = {}): string {
  return `
import { projection } from 'epoch/projection'

export default projection({
  name: 'Orders',
  init: () => ({ cents: 0, lines: [], note: '' }),
  on: {
    OrderPlaced: (order, e) => { order.note = e.data.note },
    LineAdded: (order, e) => {
      order.lines.push(e.data.sku)
      order.cents += ${cents}
    },
    Broken: () => { throw new Error('broken on purpose') },
  },
  columns: ${columns},
})`
}

/** Three orders: 300, 100 and 200 cents, the second of which an event could not be folded into. Positions 1 to 7. */
function orderEvents() {
  const event = (stream: string, type: string, data: JsonValue) =>
    new EventBuilder().stream(stream).type(type).data(data).build()
  return [
    event('order-1', 'OrderPlaced', { note: 'gift' }),
    event('order-1', 'LineAdded', { sku: 'cup', cents: 300 }),
    event('order-2', 'OrderPlaced', { note: '' }),
    event('order-2', 'LineAdded', { sku: 'tea', cents: 100 }),
    event('order-2', 'Broken', {}),
    event('order-3', 'OrderPlaced', { note: 'fast' }),
    event('order-3', 'LineAdded', { sku: 'pot', cents: 200 }),
  ]
}

/** The read model of the orders, folded by the real engine, in a room like that in the window. */
export async function readingOrders(source = ordersSource()) {
  const { explorer, host } = await openedExplorer(orderEvents(), { startProjection: foldingSources })
  explorer.getState().startProjections([source], 0)
  await render(
    <div style={{ width: 560, height: 320 }}>
      <Shown explorer={explorer} />
    </div>,
  )
  const id = explorer.getState().activeProjection
  return {
    explorer,
    host,
    id,
    model: page.getByRole('region', { name: 'Read model' }),
    rest: () => idle(explorer.getState().activity),
  }
}

function Shown({ explorer }: { readonly explorer: ExplorerStore }) {
  const tab = useStore(explorer, activeTab)
  return tab ? <ReadModel explorer={explorer} tab={tab} /> : null
}
