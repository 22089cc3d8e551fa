import { categoryOf, position, streamName, streamVersion } from '../../core/event.ts'
import type { StreamSummary } from '../../core/log-index.ts'

export type StreamValues = [name: string, version: number, lastPosition: number]

export function streamSummary([text, version, lastPosition]: StreamValues): StreamSummary {
  const name = streamName(text)
  return { name, category: categoryOf(name), version: streamVersion(version), lastPosition: position(lastPosition) }
}
