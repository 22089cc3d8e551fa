/** What the page may ask of the type worker, by name. Places are in UTF-16 units of the file's text, from 0. */
export interface TypeQuestions {
  /** What is wrong with a file. */
  diagnose: { input: OfFile; answer: readonly TypeDiagnostic[] }
  /** What may stand at a place. */
  complete: { input: OfFile & { readonly at: number }; answer: TypeCompletions }
  /** What one of the completions at a place is. */
  explainCompletion: {
    input: OfFile & { readonly at: number; readonly label: string }
    answer: Explanation | undefined
  }
  /** What stands at a place. */
  explain: { input: OfFile & { readonly at: number }; answer: ExplainedRange | undefined }
}

interface OfFile {
  /** Its name in the folder of projections. */
  readonly file: string
  /** What it says now, whether saved or not. */
  readonly text: string
}

/** What is known besides the file that is asked about. */
export interface TypeSurroundings {
  /** Every other file of the folder, by name. */
  readonly files: Readonly<Record<string, string>>
  /** Declarations of the store's events: `eventDeclarations`. */
  readonly events: string
}

export interface TypeDiagnostic {
  readonly from: number
  readonly to: number
  readonly severity: 'error' | 'warning'
  readonly message: string
}

export interface TypeCompletions {
  /** Where that which is completed begins. */
  readonly from: number
  readonly options: readonly TypeCompletion[]
}

export interface TypeCompletion {
  readonly label: string
  /** What is written in place of the label: text, or where it has fields to fill in, a snippet in CodeMirror's form. */
  readonly apply?: string
  readonly isSnippet: boolean
  /** TypeScript's word for what it is. */
  readonly kind: string
  /** Smaller ones come first. */
  readonly order: string
}

export interface Explanation {
  /** In TypeScript. */
  readonly code: string
  /** What its comment says; '' for none. */
  readonly says: string
}

export interface ExplainedRange extends Explanation {
  readonly from: number
  readonly to: number
}

export type ToTypeWorker =
  | { readonly op: 'surroundings'; readonly surroundings: TypeSurroundings }
  | {
      [Name in keyof TypeQuestions]: {
        readonly op: 'question'
        readonly id: number
        readonly name: Name
        readonly input: TypeQuestions[Name]['input']
      }
    }[keyof TypeQuestions]

export type FromTypeWorker =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly failure: string }
