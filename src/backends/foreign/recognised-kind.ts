import type { FittedKind } from './fitted-kind.ts'
import type { KnownHead, RecognisedKind } from './foreign-contract.ts'

export interface LogFacts {
  readonly known: KnownHead
  readonly positionsAreMade: boolean
  /** Rows that have no order, and so no place in the log. */
  readonly rowsLeftOut: number
  /** What SQLite found wrong with it. */
  readonly damage: string | undefined
}

/** What a store is taken for and what it can do, from its kind and from what its rows turned out to be. */
export function recognisedKind(
  fitted: FittedKind,
  { known, positionsAreMade, rowsLeftOut, damage }: LogFacts,
): RecognisedKind {
  const { kind, sureness, reasons, notes } = fitted
  const { order, version, time } = kind.parts
  const told = [
    ...(damage === undefined ? [] : [`the file is damaged, so what is shown may be wrong or incomplete: ${damage}`]),
    ...(hasOrder(fitted) ? [] : [noOrder(fitted)]),
    ...(positionsAreMade && order.by === 'column'
      ? [`positions are made, in the order of ${order.column}, whose numbers cannot be positions as they are`]
      : []),
    ...(version === 'counted'
      ? ['the store does not number the events of a stream; they are counted in the order of the log']
      : []),
    ...(time === 'unknown' ? ['the store does not say when events happened'] : []),
    ...(rowsLeftOut > 0 ? [`rows without an order are left out: ${rowsLeftOut}`] : []),
  ]
  return {
    recognised: {
      kind: kind.name,
      sureness,
      reasons: [...reasons],
      notes: [...told, ...(kind.notes ?? []), ...notes],
    },
    capabilities: {
      append: false,
      whyNoAppend: kind.whyNoAppend,
      firstVersion: kind.firstVersion,
      commitOrder: kind.commitOrder,
      globalOrder: hasOrder(fitted),
      versionGaps: kind.rowsThatAreEvents !== undefined && version !== 'counted',
      time: time !== 'unknown',
    },
    ...known,
  }
}

/** Whether the store itself has an order over all its streams. */
function hasOrder({ kind: { parts }, keys }: FittedKind): boolean {
  return parts.order.by === 'column' || (parts.order.own === true && keys.rowId !== undefined)
}

function noOrder({ keys }: FittedKind): string {
  const shown = keys.rowId === undefined ? `in the order of ${keys.keyColumns.join(', ')}` : 'in the order of its rows'
  return `the store has no order over its streams; its events are shown ${shown}`
}
