import { expect, test } from 'vitest'
import { InvalidFilter } from '../../../src/core/errors.ts'
import { readMask } from '../../../src/core/mask.ts'
import { masksKept } from '../../../src/renderer/state/masks-kept.ts'
import { MemoryHost } from '../memory-host.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

test('a path is masked once, however it is written, and what is no path is refused', async () => {
  const { explorer } = await openedExplorer(shop(1))
  const { maskPath } = explorer.getState()
  maskPath('DATA.customer.email')
  maskPath('data["customer"].email')
  expect(() => maskPath('email')).toThrow(InvalidFilter)
  expect(explorer.getState()).toMatchObject({
    masks: ['data.customer.email'],
    activeMasks: [readMask('data.customer.email')],
  })
})

test('revealing shows what is masked on screen alone, until a mask is added', async () => {
  const { explorer } = await openedExplorer(shop(1))
  const { maskPath, revealMasked } = explorer.getState()
  maskPath('data.cents')
  revealMasked()
  expect(explorer.getState()).toMatchObject({ activeMasks: [], allMasks: [readMask('data.cents')], revealed: true })
  maskPath('meta.ip')
  expect(explorer.getState()).toMatchObject({ activeMasks: [{}, {}], revealed: false })
})

test('masks come back with the store, and are hidden then', async () => {
  const host = new MemoryHost()
  const { explorer } = await openedExplorer(shop(1), { host })
  explorer.getState().maskPath('data.cents')
  explorer.getState().revealMasked()
  await idle(explorer.getState().activity)
  const { explorer: reloaded } = await openedExplorer([], { host })
  expect(reloaded.getState()).toMatchObject({ masks: ['data.cents'], activeMasks: [{}], revealed: false })
})

test.each([
  [{ masks: ['data.a', 'DATA.a', 'nonsense', 7, 'meta.b'] }, ['data.a', 'meta.b']],
  [{ exportMasks: ['data.old '] }, ['data.old']],
  [{ masks: [], exportMasks: ['data.old'] }, []],
  [{ masks: 'data.a' }, []],
  [{}, []],
])('of what was kept, %j, what is a path is masked', (kept, masks) => {
  expect(masksKept.read(kept)).toMatchObject({ masks })
})
