import type { EpochErrorCode } from '../core/errors.ts'

export const exitCodes = {
  done: 0,
  /** What was looked for is not there, or what was checked is not in order. */
  findings: 1,
  usage: 2,
  environment: 3,
  unopened: 4,
  partialImport: 5,
  conflict: 6,
  projection: 7,
  bug: 70,
  interrupted: 130,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** What a command that failed with this code ends with: 4, a store or input that cannot be opened, unless another fits better. */
export function exitCodeOf(code: EpochErrorCode): ExitCode {
  switch (code) {
    case 'runtime-too-old':
    case 'disk-full':
    case 'port-taken':
    case 'host-unreachable':
      return exitCodes.environment
    case 'bad-cursor':
    case 'bad-name':
    case 'event-too-large':
    case 'file-exists':
    case 'invalid-event':
    case 'invalid-filter':
    case 'invalid-mapping':
    case 'invalid-request':
    case 'predicate-invalid':
    case 'projection-invalid':
    case 'what-if-invalid':
      return exitCodes.usage
    case 'not-found':
      return exitCodes.findings
    case 'wrong-expected-version':
    case 'id-conflict':
      return exitCodes.conflict
    case 'projection-crashed':
    case 'projection-failed':
    case 'projection-timeout':
      return exitCodes.projection
    case 'internal':
      return exitCodes.bug
    default:
      return exitCodes.unopened
  }
}
