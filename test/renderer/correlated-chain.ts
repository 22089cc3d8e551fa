import type { CorrelatedEvent, HostRequests } from '../../src/contract/host-contract.ts'
import type { EventId, EventType, Position, StreamName, StreamVersion } from '../../src/core/event.ts'
import type { MemoryHost } from './memory-host.ts'

/** From here on the host tells, of any correlation, of a chain of so many events, each caused by the one before it, a microsecond apart. */
export function tellOfChain(host: MemoryHost, length: number): void {
  const request = host.request.bind(host)
  host.request = async <Name extends keyof HostRequests>(
    name: Name,
    input: HostRequests[Name]['input'],
    signal?: AbortSignal,
  ): Promise<HostRequests[Name]['output']> => {
    const answer = await request(name, input, signal)
    if (name !== 'event.correlated') return answer
    const { after, limit } = input as HostRequests['event.correlated']['input']
    const count = Math.max(0, Math.min(limit, length - after))
    const events = Array.from({ length: count }, (_, at) => chained(after + at + 1))
    return { events } as HostRequests[Name]['output']
  }
}

function chained(n: number): CorrelatedEvent {
  return {
    row: n,
    position: n as Position,
    stream: `s-${n % 7}` as StreamName,
    version: 1 as StreamVersion,
    id: `n${n}` as EventId,
    type: `Type${n}` as EventType,
    createdAtUs: n,
    preview: '',
    causationId: `n${n - 1}`,
  }
}
