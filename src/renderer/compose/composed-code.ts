import type { NewEvent } from '../../core/event.ts'
import { eventBuilderCode } from '../../core/event-builder-code.ts'
import type { ExpectedVersion } from '../../core/event-store-backend.ts'

/** TypeScript that appends the events to a `store`, all or none, as an application would. There is at least one, all of one stream. */
export function composedCode(events: readonly NewEvent[], expectedVersion: ExpectedVersion): string {
  const made = events.map(({ stream, type, data, metadata }) => eventBuilderCode({ stream, type, data, metadata }))
  const expected = typeof expectedVersion === 'number' ? expectedVersion : `'${expectedVersion}'`
  const options = `{ expectedVersion: ${expected} }`
  const [first = ''] = made
  if (made.length === 1) return `await store.storeEvent(\n  ${indented(first, '  ')},\n  ${options},\n)`
  const stream = /\.stream\((.*)\)\n/.exec(first)?.[1]
  const list = made.map((code) => `    ${indented(code, '    ')},\n`).join('')
  return `await store.storeEvents(\n  streamName(${stream}),\n  [\n${list}  ],\n  ${options},\n)`
}

/** Code has no line break within a text, so its lines may move. */
function indented(code: string, margin: string): string {
  return code.replaceAll('\n', `\n${margin}`)
}
