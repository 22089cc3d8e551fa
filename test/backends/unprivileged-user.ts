import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { UseReport } from './use-store-process.ts'

const useStore = fileURLToPath(new URL('./use-store-process.ts', import.meta.url))

const NOBODY = 65534

/** Why nothing can be tried as a user without privileges here; '' where it can. */
export const whyNoUnprivilegedUser: string = findWhyNot()

/** Opens each of the stores, reads it whole and appends to it, in a process of a user who owns nothing. */
export function useAsNobody(paths: readonly string[]): UseReport[] {
  const cache = mkdtempSync(join(tmpdir(), 'epoch-nobody-cache-'))
  chmodSync(cache, 0o777)
  try {
    return use('setpriv', [...asNobody, process.execPath, useStore, ...paths], cache)
  } finally {
    rmSync(cache, { recursive: true })
  }
}

/** The same as the user that this process runs as. */
export function useAsMyself(paths: readonly string[]): UseReport[] {
  return use(process.execPath, [useStore, ...paths], process.env['NODE_COMPILE_CACHE'] ?? '')
}

/** @param cache where Node keeps what it compiles, for the processes that this one starts as well */
function use(command: string, args: readonly string[], cache: string): UseReport[] {
  const child = spawnSync(command, args, {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: cache },
  })
  if (child.status !== 0) throw new Error(child.stderr)
  return JSON.parse(child.stdout)
}

const asNobody = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups']

function findWhyNot(): string {
  if (process.getuid?.() !== 0) return 'only root may become another user'
  const { error, status, stderr } = spawnSync('setpriv', [`--reuid=${NOBODY}`, 'true'], { encoding: 'utf8' })
  return error?.message ?? (status === 0 ? '' : stderr)
}
