import type { JsonObject } from '../../../src/core/json.ts'

interface EmmettEvent {
  readonly type: string
  readonly data: JsonObject
  readonly metadata: JsonObject
}

interface EmmettStore {
  append(stream: string, events: readonly EmmettEvent[]): Promise<unknown>
  /** All events of a stream, parsed. */
  readStream(stream: string): Promise<readonly unknown[]>
  close(): void
}

export function openEmmettStore(fileName: string): EmmettStore
