import { transform } from 'sucrase'
import { EpochError } from '../core/errors.ts'

/** A file's text as JavaScript that a function can hold. Every line stays on its line. */
export interface ScriptText {
  readonly code: string
  /** Whether it imports or exports something; its exports are then assigned to `exports`. */
  readonly isModule: boolean
}

type Transforms = NonNullable<Parameters<typeof transform>[1]>['transforms']

/** Sucrase puts it before every module. */
const strict = '"use strict";'

/** @throws EpochError `projection-invalid` with `file`, `line` and `column` in its details */
export function scriptText(text: string, path: string): ScriptText {
  if (/\.[cm]?js$/.test(path)) return javaScriptText(text)
  try {
    return withTransforms(text, ['typescript'])
  } catch (error) {
    throw parseError(error, path)
  }
}

/** What cannot be parsed here is left to who runs it: it may be newer than what parses it. */
function javaScriptText(text: string): ScriptText {
  try {
    return withTransforms(text, [])
  } catch {
    return { code: text, isModule: false }
  }
}

function withTransforms(text: string, transforms: Transforms): ScriptText {
  const asModule = transform(text, { transforms: [...transforms, 'imports'], disableESTransforms: true }).code
  const asScript = transform(text, { transforms, disableESTransforms: true }).code
  const code = asModule.startsWith(strict) ? asModule.slice(strict.length) : asModule
  return code === asScript ? { code: asScript, isModule: false } : { code, isModule: true }
}

function parseError(error: unknown, path: string): unknown {
  if (!(error instanceof Error)) return error
  const details = { file: path, ...placeOf(error) }
  return new EpochError('projection-invalid', `syntax error: ${said(error.message)}`, details, { cause: error })
}

/** Sucrase says `Error transforming <file>: Unexpected token (3:5)`. */
function said(message: string): string {
  return message.replace(/^Error transforming [^:]*: /, '').replace(/ \(\d+:\d+\)$/, '')
}

function placeOf(error: Error): { readonly line?: number; readonly column?: number } {
  const [, line, column] = /\((\d+):(\d+)\)$/.exec(error.message) ?? []
  return line === undefined || column === undefined ? {} : { line: Number(line), column: Number(column) }
}
