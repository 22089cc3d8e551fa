import { MAX_NAME_BYTES, utf8Length } from '../../core/event.ts'
import type { NamePattern } from '../../core/filter/filter-tree.ts'

/**
 * What SQLite's GLOB takes for a pattern of names: the same names match. Undefined where no legal name can: GLOB refuses a pattern that is
 * very long.
 */
export function globOf({ text, wild }: NamePattern): string | undefined {
  const literal = wild ? text.replaceAll('*', '') : text
  if (utf8Length(literal) > MAX_NAME_BYTES || !literal.isWellFormed()) return undefined
  if (!wild) return text.replace(/[*?[]/g, '[$&]')
  return text.replace(/[?[]/g, '[$&]').replace(/\*+/g, '*')
}
