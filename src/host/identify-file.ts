import { realpath, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { EpochError } from '../core/errors.ts'
import { hasErrorCode } from './has-error-code.ts'

export interface IdentifiedFile {
  /** Absolute, without links; of a pipe as it was named, for the links of `/dev/fd` lead to no path. */
  readonly path: string
  /** The same for every path that leads to this file. */
  readonly key: string
  readonly kind: 'file' | 'folder' | 'other'
}

/** @throws EpochError `store-not-found`, `store-no-permission` */
export async function identifyFile(path: string): Promise<IdentifiedFile> {
  try {
    const found = await stat(path, { bigint: true })
    const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other'
    return { path: kind === 'other' ? resolve(path) : await realpath(path), key: `${found.dev}:${found.ino}`, kind }
  } catch (error) {
    throw namedError(error, path)
  }
}

/** What the system's refusal to touch `path` is called; anything but a refusal stays as it is. */
function namedError(error: unknown, path: string): unknown {
  if (hasErrorCode(error, 'ENOENT', 'ENOTDIR'))
    return new EpochError('store-not-found', `there is nothing at ${path}; check the path`, { path }, { cause: error })
  if (hasErrorCode(error, 'EACCES', 'EPERM'))
    return new EpochError(
      'store-no-permission',
      `${path} may not be read by this user; change its permissions or start Epoch as its owner`,
      { path },
      { cause: error },
    )
  return error
}
