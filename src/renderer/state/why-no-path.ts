import { InvalidFilter } from '../../core/errors.ts'

/** What is wrong with the payload path that `use` was given, by its column; '' where it took it. */
export function whyNoPath(use: () => void): string {
  try {
    use()
    return ''
  } catch (error) {
    if (!(error instanceof InvalidFilter)) throw error
    return error.message.replace(/^filter, column/, 'Column').replace(/the filter ends$/, 'the path ends')
  }
}
