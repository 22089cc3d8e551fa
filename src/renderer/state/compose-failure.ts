import { type ErrorRecord, errorRecord } from '../../core/errors.ts'

/** The parts of what is composed that something can be wrong with. */
export type ComposedMember = 'stream' | 'expected' | 'type' | 'data' | 'metadata'

/** Why nothing was appended. */
export type ComposeFailure = ErrorRecord & {
  /** What is to blame, where it is one of these. */
  readonly member?: ComposedMember
  /** The key of the event that is to blame, where it is one event. */
  readonly draft?: number
}

export function composeFailure(error: unknown, draft?: number): ComposeFailure {
  const record = errorRecord(error)
  const member = memberOf(record)
  const isOfStream = member === 'stream' || member === 'expected'
  return { ...record, ...(member && { member }), ...(draft !== undefined && !isOfStream && { draft }) }
}

function memberOf({ code, details }: ErrorRecord): ComposedMember | undefined {
  if (code === 'bad-name') return details['what'] === 'event type' ? 'type' : 'stream'
  if (code === 'wrong-expected-version') return 'expected'
  if (code === 'what-if-invalid') return memberNamed(String(details['member']).split('.').at(-1))
  if (code !== 'invalid-event') return undefined
  return details['member'] === 'expected version' ? 'expected' : memberNamed(details['member'])
}

function memberNamed(name: unknown): ComposedMember | undefined {
  switch (name) {
    case 'stream':
    case 'type':
    case 'data':
    case 'metadata':
      return name
    default:
      return undefined
  }
}
