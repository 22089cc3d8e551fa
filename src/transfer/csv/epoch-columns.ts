/**
 * The columns of the rows that Epoch writes. A file whose header is this one, in this order, is Epoch's own: its cells have
 * the guard against formulas, and its data and metadata are JSON.
 */
export const epochColumns = [
  'position',
  'stream',
  'version',
  'id',
  'type',
  'schemaVersion',
  'time',
  'data',
  'metadata',
] as const
