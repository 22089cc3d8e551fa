import type { ProjectionDialect } from '../../core/projection.ts'

/** Which dialect a source is most likely in, as far as one sees without running it. */
export function sourceDialect(source: string): ProjectionDialect {
  if (/^\s*export\s+default\b/m.test(source)) return 'epoch'
  return /^\s*(?:fromAll|fromStreams?|fromCategory|fromCategories)\s*\(/m.test(source) ? 'kurrentdb' : 'epoch'
}
