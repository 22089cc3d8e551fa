import type { ErrorRecord } from '../../core/errors.ts'
import type { FileCheck } from '../../core/store-audit.ts'
import type { FileIdentity } from './store-file.ts'

/** Which thread to be. `file` is the file that was opened before: another one at the path is refused. */
export type ThreadData =
  | { readonly role: 'reader'; readonly path: string; readonly create: boolean; readonly file?: FileIdentity }
  | { readonly role: 'writer'; readonly path: string; readonly file: FileIdentity }
  | { readonly role: 'importer'; readonly path: string }
  | { readonly role: 'auditor'; readonly path: string; readonly fileCheck: FileCheck }

/** What a thread does, by name; `close` comes last, once nothing else is under way. */
export interface ThreadApi {
  readonly [name: string]: (...args: never[]) => unknown
}

export type ThreadCall =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly args: readonly never[] }
  | { readonly kind: 'close' }

export type ThreadReply =
  | { readonly kind: 'output'; readonly id: number; readonly output: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: ErrorRecord }
  /** Something that must not happen: crosses with its stack, for the log. */
  | { readonly kind: 'bug'; readonly id: number; readonly bug: unknown }
