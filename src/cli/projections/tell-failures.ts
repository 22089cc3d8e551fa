import { placeText } from '../state-output.ts'
import { count, type Terminal } from '../terminal.ts'
import type { FoldedProjection, ToldFailure } from './projection-task.ts'
import type { ReadProjection } from './read-projection.ts'

const MAX_SHOWN_FAILURES = 20

/** Says which events a projection could not fold, and that it ended with one where it did. */
export function tellFailures(
  { failures, stoppedAt }: FoldedProjection,
  projection: Pick<ReadProjection, 'path' | 'placeOf'>,
  terminal: Terminal,
): void {
  const { path } = projection
  const shown = failures.first.slice(0, MAX_SHOWN_FAILURES)
  for (const failure of shown) terminal.err(`epoch: ${lineOf(failure, projection)}`)
  const more = failures.count - shown.length
  if (more > 0) terminal.err(`and ${count(more, 'more event')} that ${path} could not fold`)
  if (stoppedAt !== undefined) terminal.err(`epoch: ${path} stopped at position ${stoppedAt}`)
}

/** `orders.ts:12: position 17, cell order-4: TypeError: …`, as much of it as is known. */
function lineOf(
  { position, key, message, scriptLine }: ToldFailure,
  { path, placeOf }: Pick<ReadProjection, 'path' | 'placeOf'>,
): string {
  const { file, line } = (scriptLine !== undefined && placeOf(scriptLine)) || { file: path, line: undefined }
  const place = line === undefined ? file : `${file}:${line}`
  return `${place}: ${placeText(position, key)}: ${message}`
}
