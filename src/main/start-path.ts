import { resolve } from 'node:path'

/**
 * The file or folder that a command line names, if it does: `<electron> <application> [path]`, or packaged `<epoch> [path]`. Nothing
 * that begins with `-` is one; those are the platform's own.
 */
export function startPath(
  argv: readonly string[],
  { cwd, isPackaged }: { readonly cwd: string; readonly isPackaged: boolean },
): string | undefined {
  const words = argv.slice(1).filter((word) => word !== '' && !word.startsWith('-'))
  const path = isPackaged ? words[0] : words[1]
  return path === undefined ? undefined : resolve(cwd, path)
}
