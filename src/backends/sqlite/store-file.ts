import { accessSync, constants, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { EpochError } from '../../core/errors.ts'
import { withStoreErrors } from './sqlite-errors.ts'

/** Which file a path led to, so that another file put in its place is noticed. */
export interface FileIdentity {
  readonly device: bigint
  readonly inode: bigint
}

/**
 * Looks at the file without opening it: closing it again would drop SQLite's locks on POSIX systems.
 *
 * @throws EpochError `store-not-found`, `store-not-a-file`, `store-no-permission`
 */
export function fileIdentity(path: string): FileIdentity {
  const stat = withStoreErrors(path, () => statSync(path, { bigint: true }))
  if (!stat.isFile())
    throw new EpochError('store-not-a-file', `${path}: it is not a file but a folder or a device`, { path })
  return { device: stat.dev, inode: stat.ino }
}

/** The file's size in bytes. @throws EpochError `store-replaced` when another file is at the path now, or none */
export function sizeOfSameFile(path: string, { device, inode }: FileIdentity): number {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false })
  if (stat === undefined || stat.dev !== device || stat.ino !== inode)
    throw new EpochError(
      'store-replaced',
      `${path}: ${stat === undefined ? 'the file was moved or deleted' : 'another file is in its place'}; open it again where it is now`,
      { path },
    )
  return Number(stat.size)
}

/** In a sentence, why this process may not write to the store; '' when it may. */
export function whyNotWritable(path: string): string {
  if (!isWritable(path)) return 'you may not write to its file'
  if (!isWritable(dirname(path))) return 'you may not write to its folder, where SQLite keeps a file beside it'
  return ''
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}
