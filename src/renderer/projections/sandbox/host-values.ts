import type { HostClient } from '../../../contract/host-client.ts'
import { MAX_VALUES_BYTES, type ValuesId } from '../../../contract/host-contract.ts'
import type { ValueRef } from '../../../projection/value-store.ts'
import type { ScratchValues, ValuesHost } from '../../state/projection-port.ts'

/** Keeps values in scratch files of the host. */
export function hostValues(host: Pick<HostClient, 'request'>): ValuesHost {
  return {
    open: async () => new HostScratchValues(host, (await host.request('values.open', {})).values),
  }
}

class HostScratchValues implements ScratchValues {
  readonly #host: Pick<HostClient, 'request'>
  readonly #values: ValuesId

  constructor(host: Pick<HostClient, 'request'>, values: ValuesId) {
    this.#host = host
    this.#values = values
  }

  async append(bytes: Uint8Array): Promise<void> {
    for (let from = 0; from < bytes.length; from += MAX_VALUES_BYTES) {
      const base64 = base64Of(bytes.subarray(from, from + MAX_VALUES_BYTES))
      await this.#host.request('values.append', { values: this.#values, base64 })
    }
  }

  async read(ranges: readonly ValueRef[]): Promise<Uint8Array> {
    const whole = new Uint8Array(ranges.reduce((sum, { start, end }) => sum + end - start, 0))
    let at = 0
    for (const some of inAnswers(ranges)) {
      const asked = some.map(({ start, end }) => [start, end] as const)
      const { base64 } = await this.#host.request('values.read', { values: this.#values, ranges: asked })
      at = decodeInto(whole, at, base64)
    }
    return whole
  }

  async close(): Promise<void> {
    await this.#host.request('values.close', { values: this.#values })
  }
}

/** Most ranges that are asked for at once. */
const MAX_RANGES = 1000

/** Ranges in groups that one answer can hold; a range that is too long is cut. */
function* inAnswers(ranges: readonly ValueRef[]): Generator<readonly ValueRef[], void> {
  let group: ValueRef[] = []
  let bytes = 0
  for (const { start, end } of ranges) {
    for (let from = start; from < end; ) {
      const upTo = Math.min(end, from + MAX_VALUES_BYTES - bytes)
      group.push({ start: from, end: upTo })
      bytes += upTo - from
      from = upTo
      if (bytes < MAX_VALUES_BYTES && group.length < MAX_RANGES) continue
      yield group
      group = []
      bytes = 0
    }
  }
  if (group.length > 0) yield group
}

/** Bytes that `String.fromCharCode` takes at once. */
const PART_BYTES = 0x8000

function base64Of(bytes: Uint8Array): string {
  let text = ''
  for (let from = 0; from < bytes.length; from += PART_BYTES)
    text += String.fromCharCode(...bytes.subarray(from, from + PART_BYTES))
  return btoa(text)
}

/** @returns where the bytes end */
function decodeInto(whole: Uint8Array, at: number, base64: string): number {
  const text = atob(base64)
  for (let i = 0; i < text.length; i++) whole[at + i] = text.charCodeAt(i)
  return at + text.length
}
