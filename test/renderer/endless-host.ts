import type { HostRequests } from '../../src/contract/host-contract.ts'
import { MemoryHost } from './memory-host.ts'

/** A search by a text finds one event more whenever it is asked how many, and never comes to an end. */
export class EndlessHost extends MemoryHost {
  found = 0

  override async request<Name extends keyof HostRequests>(
    name: Name,
    input: HostRequests[Name]['input'],
    signal?: AbortSignal,
  ): Promise<HostRequests[Name]['output']> {
    const output = await super.request(name, input, signal)
    if (!('complete' in output) || !isSearch(input)) return output
    if (name === 'log.rowAt') this.found++
    return { ...output, total: this.found, complete: false }
  }
}

/** Whether a request is about a view by an expression. */
export function isSearch(input: object): boolean {
  return 'view' in input && typeof input.view === 'object' && input.view !== null && 'where' in input.view
}
