import { kurrentdbGlobals } from '../core/kurrentdb-globals.ts'
import { resolveImport } from './resolve-import.ts'
import { type ScriptText, scriptText } from './script-text.ts'

/** The text of each source file of a folder by its path in it, with `/` between names. A Map is one. */
export interface SourceFiles {
  get(path: string): string | undefined
}

/**
 * A projection's source as one classic script. When run, it leaves a function in the global variable `epochModule`: that function and what
 * hangs on it is what `loadProjection` takes.
 */
export interface CompiledSource {
  readonly script: string
  /** Where the lines of each file stand in the script: lines stay lines. In order. */
  readonly files: readonly PlacedFile[]
}

export interface PlacedFile {
  readonly path: string
  /** From 1. */
  readonly firstLine: number
  readonly lines: number
}

/**
 * Makes one script of a projection's file and of all files of the folder that it imports, directly or not; they may import each other.
 * TypeScript's types are stripped, not checked. A file without `import` and `export` stays a script with JavaScript's looser rules,
 * and any file finds KurrentDB's functions.
 *
 * @param entry the path of the projection's own file
 * @throws EpochError `projection-invalid` with `file`, `line` and `column` in its details where a file cannot be parsed; RangeError where there
 * is no such entry
 */
export function compileSource(files: SourceFiles, entry: string): CompiledSource {
  const text = files.get(entry)
  if (text === undefined) throw new RangeError(`there is no file ${entry}`)
  const parts = new ScriptParts()
  const compiled = scriptText(text, entry)
  parts.add('epochModule = ')
  parts.addFile(entry, compiled)
  const imports = importsOf(compiled, entry, files)
  const imported = new Map<string, ImportedFile>()
  collect(imports, files, imported)
  imported.delete(entry)
  if (Object.keys(imports).length === 0) return parts
  parts.add(`\nepochModule.path = ${JSON.stringify(entry)}; epochModule.imports = ${JSON.stringify(imports)}`)
  parts.add('\nepochModule.files = {')
  for (const [path, file] of imported) {
    parts.add(`\n${JSON.stringify(path)}: { imports: ${JSON.stringify(file.imports)}, run: `)
    parts.addFile(path, file.compiled)
    parts.add('},')
  }
  parts.add('}')
  return parts
}

/** Which line of which file a line of the script is; `undefined` for one that is of no file. */
export function placeInSource(
  files: readonly PlacedFile[],
  scriptLine: number,
): { readonly file: string; readonly line: number } | undefined {
  const file = files.find(({ firstLine, lines }) => scriptLine >= firstLine && scriptLine < firstLine + lines)
  return file && { file: file.path, line: scriptLine - file.firstLine + 1 }
}

interface ImportedFile {
  readonly compiled: ScriptText
  /** What it imports, by the words it uses. */
  readonly imports: Readonly<Record<string, string>>
}

function collect(imports: Readonly<Record<string, string>>, files: SourceFiles, into: Map<string, ImportedFile>): void {
  for (const path of Object.values(imports)) {
    const text = into.has(path) ? undefined : files.get(path)
    if (text === undefined) continue
    const compiled = scriptText(text, path)
    const file = { compiled, imports: importsOf(compiled, path, files) }
    into.set(path, file)
    collect(file.imports, files, into)
  }
}

const required = /\brequire\((['"])([^'"\n]+)\1\)/g

/** What is imported and cannot be found is said where it is run: what looks like an import may be a text. */
function importsOf({ code, isModule }: ScriptText, from: string, files: SourceFiles): Readonly<Record<string, string>> {
  const imports: Record<string, string> = {}
  if (!isModule) return imports
  for (const [, , wanted = ''] of code.matchAll(required)) {
    const path = resolveImport(wanted, from, (candidate) => files.get(candidate) !== undefined)
    if (path !== undefined) imports[wanted] = path
  }
  return imports
}

class ScriptParts implements CompiledSource {
  readonly files: PlacedFile[] = []
  #script = ''
  #line = 1

  get script(): string {
    return this.#script
  }

  add(text: string): void {
    this.#script += text
    this.#line += text.split('\n').length - 1
  }

  addFile(path: string, { code, isModule }: ScriptText): void {
    const parameters = kurrentdbGlobals.join(', ')
    // What the source declares may be called like a parameter: it stands in a scope of its own.
    this.add(
      isModule
        ? `function (exports, require, ${parameters}) {"use strict";{`
        : `function (_, __, ${parameters}) {return function () {`,
    )
    this.files.push({ path, firstLine: this.#line, lines: code.split('\n').length })
    this.add(code)
    this.add(isModule ? '\n}}' : '\n}.call(undefined)}')
  }
}
