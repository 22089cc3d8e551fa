import { posix, win32 } from 'node:path'
import { EpochError } from '../core/errors.ts'

export interface StoreLink {
  /** Absolute, on this machine, without links or `..` in it. */
  readonly path: string
  /** The rest of the link, which the page reads. */
  readonly place: string
}

const MAX_CHARACTERS = 8192

const members: ReadonlySet<string> = new Set(['store', 'position', 'selected', 'filter', 'projection'])

/**
 * Reads `epoch://open?store=PATH&position=…`, which may come from anybody.
 *
 * @throws EpochError `link-refused`, saying why
 */
export function readStoreLink(link: string, platform: NodeJS.Platform): StoreLink {
  if (link.length > MAX_CHARACTERS) throw refused('it is too long')
  const query = /^epoch:\/\/open\/?\?(.*)$/is.exec(link)?.[1]
  if (query === undefined) throw refused('it does not begin with epoch://open?')
  const said = new URLSearchParams(query)
  const names = [...said.keys()]
  const unknown = names.find((name) => !members.has(name))
  if (unknown !== undefined) throw refused(`it says "${unknown.slice(0, 40)}", which Epoch does not know`)
  if (new Set(names).size < names.length) throw refused('it says one thing twice')
  const path = said.get('store') ?? ''
  said.delete('store')
  const why = whyNoPath(path, platform)
  if (why !== '') throw refused(why)
  return { path, place: said.toString() }
}

/** '' for a path that may be opened. */
function whyNoPath(path: string, platform: NodeJS.Platform): string {
  if (path === '') return 'it names no store'
  if (/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\uFFFD]/u.test(path)) return 'its path has characters that no path should have'
  if (/^[\\/]{2}/.test(path)) return 'its store is on another machine'
  if (platform === 'win32') {
    if (!/^[a-z]:[\\/]/i.test(path)) return 'its path is not a full one'
    if (/[:*?"<>|]/.test(path.slice(2))) return 'its path has characters that no path should have'
  } else if (!path.startsWith('/')) return 'its path is not a full one'
  const { normalize } = platform === 'win32' ? win32 : posix
  const plain = platform === 'win32' ? path.replaceAll('/', '\\') : path
  return normalize(plain) === plain ? '' : 'its path goes roundabout'
}

function refused(why: string): EpochError {
  return new EpochError('link-refused', `this link is not one that Epoch made: ${why}`)
}
