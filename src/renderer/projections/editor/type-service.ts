import ts from 'typescript-editor'
import { sourceDialect } from '../../state/source-dialect.ts'
import { kurrentdbDeclarations } from './kurrentdb-declarations.ts'
import { snippetOf } from './snippet-of.ts'
import type {
  ExplainedRange,
  Explanation,
  TypeCompletion,
  TypeCompletions,
  TypeDiagnostic,
  TypeSurroundings,
} from './type-protocol.ts'
import { writtenOutType } from './written-out-type.ts'

/** Where the files of the folder are, for the service. */
const FOLDER = '/projections/'
const DEFINITION = '/epoch/projection/dialects/epoch-definition.ts'
const STORE_EVENTS = '/epoch/store-events.d.ts'
const KURRENTDB = '/epoch/kurrentdb.d.ts'

const settings: ts.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  lib: ['lib.es2022.d.ts'],
  types: [],
  allowJs: true,
  checkJs: true,
  allowImportingTsExtensions: true,
  noEmit: true,
  skipLibCheck: true,
}

/** Of members that a type does not have: no event of that type was seen, which is not to say that there will be none. */
const unknownMembers = [2353, 2561]

/** Parameters and variables without types, which JavaScript cannot give them. */
const isImplicitAny = (code: number): boolean => code >= 7000 && code < 8000

const preferences: ts.UserPreferences = {
  includeCompletionsWithInsertText: true,
  includeCompletionsWithSnippetText: true,
  includeCompletionsWithObjectLiteralMethodSnippets: true,
  includeCompletionsForModuleExports: false,
  allowIncompleteCompletions: false,
  quotePreference: 'single',
}

const layout: ts.FormatCodeSettings = {
  ...ts.getDefaultFormatCodeSettings('\n'),
  indentSize: 2,
  semicolons: ts.SemicolonPreference.Remove,
}

/** TypeScript's knowledge of one source at a time, among the others of its folder and the events of the store. */
export class TypeService {
  readonly #files = new Map<string, { readonly text: string; readonly version: number }>()
  readonly #service: ts.LanguageService
  #roots: readonly string[] = []
  /** Rises with every change. A file that comes back is never taken for what it was. */
  #version = 0

  /** @param library is every file that is always there: those of ES2022 as `/lib.….d.ts`, Epoch's own sources below `/epoch/` */
  constructor(library: Readonly<Record<string, string>>) {
    for (const [path, text] of Object.entries(library)) this.#set(path, text)
    this.#set(KURRENTDB, kurrentdbDeclarations)
    this.#set(STORE_EVENTS, 'export {}')
    this.#service = ts.createLanguageService({
      getCompilationSettings: () => settings,
      getProjectVersion: () => String(this.#version),
      getScriptFileNames: () => [...this.#roots],
      getScriptVersion: (path) => String(this.#files.get(path)?.version ?? 0),
      getScriptSnapshot: (path) => {
        const file = this.#files.get(path)
        return file && ts.ScriptSnapshot.fromString(file.text)
      },
      getCurrentDirectory: () => FOLDER,
      getDefaultLibFileName: () => '/lib.es2022.d.ts',
      fileExists: (path) => this.#files.has(path),
      readFile: (path) => this.#files.get(path)?.text,
      resolveModuleNameLiterals: (names, from) =>
        names.map(({ text }) => ({ resolvedModule: this.#resolve(text, from) })),
    })
  }

  surround({ files, events }: TypeSurroundings): void {
    this.#set(STORE_EVENTS, events)
    const wanted = new Map(Object.entries(files).map(([name, text]) => [FOLDER + name, text]))
    for (const path of this.#files.keys())
      if (path.startsWith(FOLDER) && path !== this.#roots[0] && !wanted.has(path)) {
        this.#files.delete(path)
        this.#version++
      }
    for (const [path, text] of wanted) this.#set(path, text)
  }

  diagnose(file: string, text: string): readonly TypeDiagnostic[] {
    const path = this.#open(file, text)
    const isLoose = file.endsWith('.js') || sourceDialect(text) === 'kurrentdb'
    const syntax = this.#service.getSyntacticDiagnostics(path)
    const found = syntax.length > 0 ? syntax : this.#service.getSemanticDiagnostics(path)
    return found
      .filter(({ code }) => !(isLoose && isImplicitAny(code)))
      .map(({ start = 0, length = 0, code, messageText }) => ({
        from: start,
        to: start + length,
        severity: unknownMembers.includes(code) ? 'warning' : 'error',
        message: ts.flattenDiagnosticMessageText(messageText, '\n'),
      }))
  }

  complete(file: string, text: string, at: number): TypeCompletions {
    const path = this.#open(file, text)
    const found = this.#service.getCompletionsAtPosition(path, at, preferences, layout)
    const word = found?.optionalReplacementSpan?.start ?? wordStart(text, at)
    return { from: word, options: (found?.entries ?? []).map(completionOf) }
  }

  explainCompletion(file: string, text: string, at: number, label: string): Explanation | undefined {
    const path = this.#open(file, text)
    // A whole method is explained as what it is a method for.
    const name = label.replace(/\(.*\)$/, '')
    const details = this.#service.getCompletionEntryDetails(
      path,
      at,
      name,
      undefined,
      undefined,
      preferences,
      undefined,
    )
    return details && explanationOf(details)
  }

  explain(file: string, text: string, at: number): ExplainedRange | undefined {
    const path = this.#open(file, text)
    const info = this.#service.getQuickInfoAtPosition(path, at)
    if (info === undefined) return undefined
    const { start, length } = info.textSpan
    const { code, says } = explanationOf(info)
    const program = this.#service.getProgram()
    const written = program && writtenOutType(program, path, at)
    return { from: start, to: start + length, code: written === undefined ? code : `${code}\n= ${written}`, says }
  }

  /** Makes a file the one that is looked at, with the globals of its dialect. */
  #open(file: string, text: string): string {
    const path = FOLDER + file
    this.#set(path, text)
    const roots = [path, STORE_EVENTS, ...(sourceDialect(text) === 'kurrentdb' ? [KURRENTDB] : [])]
    if (roots.join() !== this.#roots.join()) {
      this.#roots = roots
      this.#version++
    }
    return path
  }

  #set(path: string, text: string): void {
    if (this.#files.get(path)?.text === text) return
    this.#files.set(path, { text, version: ++this.#version })
  }

  #resolve(name: string, from: string): ts.ResolvedModuleFull | undefined {
    if (name === 'epoch/projection') return { resolvedFileName: DEFINITION, extension: ts.Extension.Ts }
    if (!name.startsWith('.')) return undefined
    const path = new URL(name, `file://${from}`).pathname
    const found = [path, `${path}.ts`, `${path}.js`].find((each) => this.#files.has(each))
    if (found === undefined) return undefined
    return { resolvedFileName: found, extension: found.endsWith('.js') ? ts.Extension.Js : ts.Extension.Ts }
  }
}

function completionOf({ name, kind, sortText, insertText, isSnippet }: ts.CompletionEntry): TypeCompletion {
  const apply = insertText !== undefined && isSnippet ? snippetOf(insertText) : insertText
  return { label: name, kind, order: sortText, isSnippet: isSnippet === true, ...(apply !== undefined && { apply }) }
}

function explanationOf({
  displayParts,
  documentation,
}: Pick<ts.QuickInfo, 'displayParts' | 'documentation'>): Explanation {
  return { code: ts.displayPartsToString(displayParts), says: ts.displayPartsToString(documentation) }
}

function wordStart(text: string, at: number): number {
  const word = /[A-Za-z0-9_$]*$/.exec(text.slice(0, at))
  return at - (word?.[0].length ?? 0)
}
