import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { InvalidEvent } from '../core/errors.ts'
import { unreadable } from '../transfer/unreadable.ts'

/** All bytes of a file, or of the standard input for `-`. @throws EpochError `import-unreadable` */
export async function readInput(path: string): Promise<Uint8Array> {
  if (path === '-') return await buffer(process.stdin)
  return await readFile(path).catch((cause: unknown) => {
    throw unreadable(path, cause)
  })
}

/** JSON text that a person gave as an argument: itself, `-` for the standard input, or `@file`; without white space around it. */
export async function readJsonArgument(argument: string, member: string): Promise<string> {
  if (argument !== '-' && !argument.startsWith('@')) return argument.trim()
  const bytes = await readInput(argument === '-' ? '-' : argument.slice(1))
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim()
  } catch (cause) {
    throw new InvalidEvent(member, 'is not UTF-8', { cause })
  }
}
