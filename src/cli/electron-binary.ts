import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/**
 * Electron's program, or undefined where it is not there (yet). It never loads the package `electron`: that alone would start
 * a download when the program is missing.
 */
export function electronBinary(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folder = electronFolder()
  if (folder === undefined) return undefined
  const record = join(folder, 'path.txt')
  const name = existsSync(record) ? readFileSync(record, 'utf8') : undefined
  const elsewhere = env['ELECTRON_OVERRIDE_DIST_PATH']
  const binary = elsewhere ? join(elsewhere, name ?? 'electron') : name && join(folder, 'dist', name)
  return binary && existsSync(binary) ? binary : undefined
}

/** Where npm put the package `electron`, with its program or without. */
export function electronFolder(): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return undefined
    throw error
  }
}
