import { resolve } from 'node:path'

/**
 * The file or folder that a command line names, if it does: `<electron> <application> [path]`, or packaged `<epoch> [path]`. Nothing
 * that begins with `-` is one; those are the platform's own. Nor is a link; see {@link startLink}.
 */
export function startPath(
  argv: readonly string[],
  { cwd, isPackaged }: { readonly cwd: string; readonly isPackaged: boolean },
): string | undefined {
  const words = wordsOf(argv)
  const path = isPackaged ? words[0] : words[1]
  return path === undefined || isLink(path) ? undefined : resolve(cwd, path)
}

/** The link that the system started Epoch with, if it did. What it says is not looked at here. */
export function startLink(argv: readonly string[]): string | undefined {
  return wordsOf(argv).find(isLink)
}

function wordsOf(argv: readonly string[]): readonly string[] {
  return argv.slice(1).filter((word) => word !== '' && !word.startsWith('-'))
}

function isLink(word: string): boolean {
  return /^epoch:/i.test(word)
}
