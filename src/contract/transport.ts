import type { ErrorRecord } from '../core/errors.ts'

/**
 * What crosses between a renderer and its host, each as one JSON text. The client numbers its requests and
 * subscriptions from 1 in one series and never uses a number twice.
 */
export type Frame = ClientFrame | HostFrame

export type ClientFrame =
  | { readonly kind: 'request'; readonly id: number; readonly name: string; readonly input: unknown }
  | {
      readonly kind: 'subscribe'
      readonly id: number
      readonly name: string
      readonly input: unknown
      readonly credit: number
    }
  /** Lets the host send this many more messages of a subscription. */
  | { readonly kind: 'credit'; readonly id: number; readonly credit: number }
  /** Ends a request or a subscription from the client's side. */
  | { readonly kind: 'cancel'; readonly id: number }

export type HostFrame =
  | { readonly kind: 'output'; readonly id: number; readonly output: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: ErrorRecord }
  | { readonly kind: 'message'; readonly id: number; readonly message: unknown }
  | { readonly kind: 'end'; readonly id: number }

/** Most characters of one text on the wire; a longer frame crosses in parts (see frame-codec.ts). */
export const MAX_WIRE_CHARACTERS = 512 * 1024

/** A joined pair of ends that carry texts in order. What it carries is not trusted by either end. */
export interface Transport {
  send(text: string): void
  /** Called once, before anything is sent. `onClose` comes at most once, after the last text. */
  listen(onText: (text: string) => void, onClose: () => void): void
  close(): void
}
