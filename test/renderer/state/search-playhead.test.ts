import { expect, test } from 'vitest'
import type { HostRequests } from '../../../src/contract/host-contract.ts'
import { position } from '../../../src/core/event.ts'
import { isSearch } from '../endless-host.ts'
import { HandClock } from '../hand-clock.ts'
import { MemoryHost } from '../memory-host.ts'
import { openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

/** A search by words comes across one more of its events whenever it is asked where a position is. */
class SlowHost extends MemoryHost {
  #found = 0

  override async request<Name extends keyof HostRequests>(
    name: Name,
    input: HostRequests[Name]['input'],
    signal?: AbortSignal,
  ): Promise<HostRequests[Name]['output']> {
    const output = await super.request(name, input, signal)
    if (!isSearch(input) || !('complete' in output) || typeof output.total !== 'number') return output
    const { total } = output
    const found = { total: this.#found, complete: this.#found === total }
    if (!('row' in output) || typeof output.row !== 'number') return { ...output, ...found }
    this.#found = Math.min(total, this.#found + 1)
    return { row: Math.min(output.row, this.#found), total: this.#found, complete: this.#found === total }
  }
}

async function opened() {
  const clock = new HandClock()
  const { explorer } = await openedExplorer(shop(8), { host: new SlowHost(), clock })
  const state = () => explorer.getState()
  return {
    state,
    /** Until all is found. */
    async search(text: string): Promise<void> {
      state().applyFilter(text)
      for (let turn = 0; turn < 20 && !(turn > 0 && state().logComplete); turn++) await clock.runOut()
      await clock.runOut()
    },
  }
}

test('at the head, the playhead’s row is the last that a search has found, and in the end the last of all', async () => {
  const { state, search } = await opened()
  await search('data.cents>0')
  expect(state()).toMatchObject({ logComplete: true, logTotal: 16, playheadRow: 16 })
})

test('before the head, the playhead’s row is found once a search has passed it', async () => {
  const { state, search } = await opened()
  state().scrubTo(position(10))
  await search('data.cents>0')
  expect(state()).toMatchObject({ logComplete: true, logTotal: 16, playheadRow: 10 })
})
