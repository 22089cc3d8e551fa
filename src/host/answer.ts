import * as v from 'valibot'
import type { HostRequests, HostSubscriptions } from '../contract/host-contract.ts'
import type { ClientFrame, HostFrame } from '../contract/transport.ts'
import { EpochError, errorRecord, InvalidRequest } from '../core/errors.ts'
import type { ClientHandlers } from './host-handlers.ts'
import { type RequestName, requestDecoders, type SubscriptionName, subscriptionDecoders } from './request-decoders.ts'

const MAX_REASON_CHARACTERS = 200

export type RequestFrame = Extract<ClientFrame, { kind: 'request' }>
export type SubscribeFrame = Extract<ClientFrame, { kind: 'subscribe' }>

export interface AnswerContext {
  readonly handlers: ClientHandlers
  readonly signal: AbortSignal
  readonly reportBug: (error: unknown) => void
}

/**
 * The answer to one request, or nothing when it was cancelled. Never rejects: an expected failure goes to the client, a
 * bug to `reportBug` as well.
 */
export async function answer(frame: RequestFrame, context: AnswerContext): Promise<HostFrame | undefined> {
  const { id, name, input } = frame
  try {
    if (!isRequestName(name)) throw new InvalidRequest(name, 'there is no such request')
    return { kind: 'output', id, output: await call(context, name, input) }
  } catch (error) {
    return failure(id, error, context)
  }
}

/**
 * Sends a subscription's messages and its end, each message only once `room` has resolved. Ends without a word when it was
 * cancelled. Never rejects.
 */
export async function relay(
  frame: SubscribeFrame,
  context: AnswerContext,
  { room, send }: { readonly room: () => Promise<void>; readonly send: (frame: HostFrame) => void },
): Promise<void> {
  const { id, name, input } = frame
  const { signal } = context
  try {
    if (!isSubscriptionName(name)) throw new InvalidRequest(name, 'there is no such subscription')
    await room()
    for await (const message of feed(context, name, input)) {
      signal.throwIfAborted()
      send({ kind: 'message', id, message })
      await room()
    }
    if (!signal.aborted) send({ kind: 'end', id })
  } catch (error) {
    const last = failure(id, error, context)
    if (last) send(last)
  }
}

async function call<Name extends RequestName>(
  { handlers, signal }: AnswerContext,
  name: Name,
  input: unknown,
): Promise<HostRequests[Name]['output']> {
  signal.throwIfAborted()
  const decoded = decode<HostRequests[Name]['input']>(name, requestDecoders[name], input)
  return handlers.requests[name](decoded, signal)
}

function feed<Name extends SubscriptionName>(
  { handlers, signal }: AnswerContext,
  name: Name,
  input: unknown,
): AsyncIterable<HostSubscriptions[Name]['message']> {
  const decoded = decode<HostSubscriptions[Name]['input']>(name, subscriptionDecoders[name], input)
  return handlers.subscriptions[name](decoded, signal)
}

function decode<Input>(name: string, schema: v.GenericSchema<unknown, Input>, input: unknown): Input {
  const result = v.safeParse(schema, input, { abortEarly: true })
  if (result.success) return result.output
  const [issue] = result.issues
  const place = v.getDotPath(issue)
  throw new InvalidRequest(
    name,
    `${place === null ? '' : `${place}: `}${issue.message.slice(0, MAX_REASON_CHARACTERS)}`,
  )
}

function failure(id: number, error: unknown, { signal, reportBug }: AnswerContext): HostFrame | undefined {
  if (signal.aborted && error === signal.reason) return undefined
  if (!(error instanceof EpochError)) reportBug(error)
  return { kind: 'error', id, error: errorRecord(error) }
}

function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(requestDecoders, name)
}

function isSubscriptionName(name: string): name is SubscriptionName {
  return Object.hasOwn(subscriptionDecoders, name)
}
