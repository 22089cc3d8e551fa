/** What an event has in place of the data and metadata that a purge took: JSON that says nothing. */
export const NO_PAYLOAD = { data: 'null', metadata: '' } as const
