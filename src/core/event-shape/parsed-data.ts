import type { Event } from '../event.ts'

/** Whether an event has neither data nor metadata, as a purge leaves it: what it once had tells nothing of its type. */
export function isEmptied({ data, metadata }: Pick<Event, 'data' | 'metadata'>): boolean {
  return metadata === '' && (data === '' || data === 'null')
}

/** What an event's data says; nothing for what is no JSON. */
export function parsedData(data: string): unknown {
  try {
    return JSON.parse(data) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
