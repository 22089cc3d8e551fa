/** What may be left out of the end of an import, in the order in which it is tried. */
const endings = ['', '.ts', '.js', '.mts', '.mjs', '/index.ts', '/index.js']

/**
 * The file that an import means. `./money`, `./money.ts` and, where that is TypeScript, `./money.js` are the same file.
 *
 * @param from the file that imports it
 * @returns nothing for a package, for a file that is not there, and for one outside of the folder
 */
export function resolveImport(wanted: string, from: string, isThere: (path: string) => boolean): string | undefined {
  if (!wanted.startsWith('./') && !wanted.startsWith('../')) return undefined
  const path = joined(from, wanted)
  if (path === undefined) return undefined
  return [...endings.map((ending) => path + ending), path.replace(/\.(m?)js$/, '.$1ts')].find(isThere)
}

function joined(from: string, wanted: string): string | undefined {
  const names = from.split('/').slice(0, -1)
  for (const name of wanted.split('/')) {
    if (name === '' || name === '.') continue
    if (name !== '..') names.push(name)
    else if (names.pop() === undefined) return undefined
  }
  return names.join('/')
}
