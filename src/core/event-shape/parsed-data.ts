/** What an event's data says; nothing for what is no JSON. */
export function parsedData(data: string): unknown {
  try {
    return JSON.parse(data) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
