import type { ProjectionFolder } from '../../contract/host-contract.ts'
import type { ProjectionTab } from './projection-tab.ts'
import { sourceDialect } from './source-dialect.ts'

/** Sources by the names of their files. */
export type SourceFiles = Readonly<Record<string, string>>

/** The files of a folder as they are while one types: of those that are open, what their tabs say. */
export function sourceFiles(
  folder: ProjectionFolder | undefined,
  tabs: readonly Pick<ProjectionTab, 'file' | 'source'>[],
): SourceFiles {
  return Object.fromEntries([
    ...(folder?.files ?? []).map(({ name, source }) => [name, source]),
    ...tabs.map(({ file, source }) => [file, source]),
  ])
}

/** Names of the files that one imports, and those import, itself not among them. What stands in a comment counts too. */
export function importsOf(file: string, files: SourceFiles): ReadonlySet<string> {
  const found = new Set<string>()
  const toRead = [file]
  for (let name = toRead.pop(); name !== undefined; name = toRead.pop()) {
    const source = Object.hasOwn(files, name) ? files[name] : undefined
    for (const [, path = ''] of source?.matchAll(/\b(?:from|import)\s*['"]\.\/([^'"]+)['"]/g) ?? []) {
      const imported = [path, `${path}.ts`, `${path}.js`].find((each) => Object.hasOwn(files, each))
      if (imported === undefined || imported === file || found.has(imported)) continue
      found.add(imported)
      toRead.push(imported)
    }
  }
  return found
}

/** A file name for a new source, by the name that it gives itself, that none of `taken` has in any case. */
export function newFileName(source: string, taken: Iterable<string>): string {
  const said = /\bname:\s*(['"`])((?:(?!\1).)+)\1/.exec(source)?.[2] ?? 'projection'
  const extension = sourceDialect(source) === 'kurrentdb' ? 'js' : 'ts'
  const words = said
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  const stem = words === '' ? 'projection' : words
  // Some file systems take names in different case for the same, and an import may leave the extension out.
  const stems = new Set([...taken].map((name) => name.toLowerCase().replace(/\.[jt]s$/, '')))
  let number = 1
  while (stems.has(number === 1 ? stem : `${stem}-${number}`)) number++
  return `${number === 1 ? stem : `${stem}-${number}`}.${extension}`
}
