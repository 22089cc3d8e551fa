import { EpochError } from '../core/errors.ts'

/** Why what was to be read at a path cannot be. */
export function unreadable(path: string, cause: unknown): EpochError {
  const why = cause instanceof Error && 'code' in cause ? reasons[String(cause.code)] : undefined
  return new EpochError('import-unreadable', `${path} cannot be read: ${why ?? String(cause)}`, { path }, { cause })
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'you are not allowed to',
  EPERM: 'you are not allowed to',
  EISDIR: 'it is a folder',
}
