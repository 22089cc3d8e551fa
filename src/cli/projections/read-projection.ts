import { readFileSync } from 'node:fs'
import { parse, relative, resolve, sep } from 'node:path'
import { EpochError } from '../../core/errors.ts'
import { hasErrorCode } from '../../host/has-error-code.ts'
import { type CompiledSource, compileSource, placeInSource, type SourceFiles } from '../../source/compile-source.ts'
import { unreadable } from '../../transfer/unreadable.ts'
import type { ProjectionScript } from './projection-task.ts'

/** A projection's file with all that it imports, ready for a thread. */
export interface ReadProjection extends ProjectionScript {
  /** Which line of which file a line of the script is, as the person would name the file. */
  readonly placeOf: (scriptLine: number) => { readonly file: string; readonly line: number } | undefined
}

/**
 * Reads a projection's file and the files that it imports, wherever they are, for it is the person's own code.
 *
 * @throws EpochError `import-unreadable`; `projection-invalid` for what cannot be parsed
 */
export function readProjection(path: string): ReadProjection {
  const { root } = parse(resolve(path))
  const entry = relative(root, resolve(path)).split(sep).join('/')
  const { script, files } = compiled(root, entry, path)
  return {
    path,
    name: parse(path).name,
    script,
    placeOf: (scriptLine) => {
      const place = placeInSource(files, scriptLine)
      return place && { file: shownPath(root, place.file, { entry, path }), line: place.line }
    },
  }
}

/** What does not parse says where, with the file as the person would name it. */
function compiled(root: string, entry: string, path: string): CompiledSource {
  try {
    return compileSource(new FilesUnder(root, entry), entry)
  } catch (error) {
    if (!(error instanceof EpochError) || error.code !== 'projection-invalid') throw error
    const { file, line, column } = error.details
    const place = [shownPath(root, String(file), { entry, path }), line, column].filter((part) => part !== undefined)
    throw new EpochError(error.code, `${place.join(':')}: ${error.message}`, error.details, { cause: error })
  }
}

/** Reads files when they are asked for. What is no file is not there. */
class FilesUnder implements SourceFiles {
  readonly #root: string
  readonly #entry: string
  readonly #texts = new Map<string, string | undefined>()

  constructor(root: string, entry: string) {
    this.#root = root
    this.#entry = entry
  }

  /** @throws EpochError `import-unreadable` for a file that may not be read, and for the entry when it is not there */
  get(path: string): string | undefined {
    if (!this.#texts.has(path)) this.#texts.set(path, this.#read(path))
    return this.#texts.get(path)
  }

  #read(path: string): string | undefined {
    const file = `${this.#root}${path}`
    try {
      return readFileSync(file, 'utf8')
    } catch (error) {
      if (path !== this.#entry && hasErrorCode(error, 'ENOENT', 'EISDIR', 'ENOTDIR')) return undefined
      throw unreadable(file, error)
    }
  }
}

/** The entry as it was named, any other file from where the person is. */
function shownPath(
  root: string,
  file: string,
  { entry, path }: { readonly entry: string; readonly path: string },
): string {
  return file === entry ? path : relative(process.cwd(), `${root}${file}`)
}
