import { transform } from 'sucrase'
import { EpochError } from '../../../core/errors.ts'

/**
 * Makes a module in JavaScript or TypeScript a classic script that hands itself to the worker. Every line stays on its line.
 *
 * @throws EpochError `projection-invalid` with line and column in its details
 */
export function compileProjection(source: string): string {
  try {
    const { code } = transform(source, { transforms: ['typescript', 'imports'] })
    return `epochModule = function (exports, require) {${code}\n}`
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new EpochError('projection-invalid', `syntax error: ${said(error.message)}`, placeOf(error), { cause: error })
  }
}

/** Sucrase says `Error transforming <file>: Unexpected token (3:5)`. */
function said(message: string): string {
  return message.replace(/^Error transforming [^:]*: /, '').replace(/ \(\d+:\d+\)$/, '')
}

function placeOf(error: Error): { readonly line?: number; readonly column?: number } {
  const [, line, column] = /\((\d+):(\d+)\)$/.exec(error.message) ?? []
  return line === undefined || column === undefined ? {} : { line: Number(line), column: Number(column) }
}
