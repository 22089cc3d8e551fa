import type { HostRequests } from '../../src/contract/host-contract.ts'
import { MemoryHost } from './memory-host.ts'

/** A narrowed view is searched: whenever it is asked where something is in it, one row more of it is found. */
export class SearchingHost extends MemoryHost {
  readonly #found = new Map<string, number>()

  override async request<Name extends keyof HostRequests>(
    name: Name,
    input: HostRequests[Name]['input'],
    signal?: AbortSignal,
  ): Promise<HostRequests[Name]['output']> {
    const output = await super.request(name, input, signal)
    if (!('complete' in output) || !('view' in input)) return output
    const key = JSON.stringify(input.view)
    if (key === '{}') return output
    const found = (this.#found.get(key) ?? 0) + (name === 'log.rowAt' ? 1 : 0)
    this.#found.set(key, found)
    const total = Math.min(found, Number(output.total))
    const complete = output.complete === true && found >= Number(output.total)
    if ('row' in output) return { ...output, total, complete, row: Math.min(found, Number(output.row)) }
    if (!('fromRow' in input) || !('rows' in output) || !Array.isArray(output.rows)) return output
    return { ...output, total, complete, rows: output.rows.slice(0, Math.max(0, found - Number(input.fromRow) + 1)) }
  }
}
