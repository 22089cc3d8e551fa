import type { HostRequests, HostSubscriptions } from '../contract/host-contract.ts'

/** What answers each request. The signal is aborted when the client no longer wants the answer. */
export type RequestHandlers = {
  readonly [Name in keyof HostRequests]: (
    input: HostRequests[Name]['input'],
    signal: AbortSignal,
  ) => Promise<HostRequests[Name]['output']>
}

/** What feeds each subscription. The next message is asked for only when the client has room for it; every wait ends with the signal. */
export type SubscriptionHandlers = {
  readonly [Name in keyof HostSubscriptions]: (
    input: HostSubscriptions[Name]['input'],
    signal: AbortSignal,
  ) => AsyncIterable<HostSubscriptions[Name]['message']>
}

/** Everything that one client may ask. */
export interface ClientHandlers {
  readonly requests: RequestHandlers
  readonly subscriptions: SubscriptionHandlers
}
