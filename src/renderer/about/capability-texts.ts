import type { StoreStatus } from '../../contract/host-contract.ts'
import { counted, countText } from '../ui/count-text.ts'
import { utcSecondText } from '../ui/utc-text.ts'

/** What a store has and can do, in words: each a name and a sentence. */
export function capabilityTexts(status: StoreStatus): readonly (readonly [name: string, text: string])[] {
  const { append, whyNoAppend, firstVersion } = status.capabilities
  return [
    ['Holds', extentText(status)],
    ['Access', append ? 'It takes events.' : `Read-only: ${whyNoAppend}.`],
    ['Order', orderText(status)],
    ['Times', timesText(status)],
    ['Versions', `A stream's first event has version ${firstVersion}.`],
  ]
}

function extentText({ summary: { events, streams, head } }: StoreStatus): string {
  const inStreams = streams === undefined ? '… streams' : counted(streams, 'stream')
  return `${counted(events, 'event')} in ${inStreams}, up to position ${countText(head)}.`
}

function orderText({ capabilities: { globalOrder, commitOrder } }: StoreStatus): string {
  if (!globalOrder)
    return 'It has no order over its streams: positions are made from the order that its rows have in the table.'
  return commitOrder
    ? 'Positions follow the order of commits.'
    : 'Positions are the store’s own; a commit may come after one with a higher position.'
}

function timesText({ capabilities, summary: { events, firstUs, lastUs } }: StoreStatus): string {
  if (!capabilities.time) return 'It does not know when events happened: they lie in their order.'
  if (events === 0) return 'It knows when events happened.'
  if (firstUs === undefined || lastUs === undefined) return 'From … to … UTC.'
  return `From ${utcSecondText(firstUs)} to ${utcSecondText(lastUs)} UTC.`
}
