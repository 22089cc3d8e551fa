import type { Position } from '../../../core/event.ts'
import { lookupByReading, prepareOverlay } from '../../../core/prepare-overlay.ts'
import type { WhatIf } from '../../../core/what-if.ts'
import { overlaidSource } from '../../state/overlaid-source.ts'
import type { EventSource } from '../../state/projection-port.ts'

const END = Number.MAX_SAFE_INTEGER as Position

/** A history with a what-if laid over it. @throws EpochError `what-if-invalid` */
export async function whatIfSource(whatIf: WhatIf, main: EventSource): Promise<EventSource> {
  const lookup = lookupByReading((after, upTo, filter) => main.read(after, upTo, filter), END)
  return overlaidSource(main, await prepareOverlay(whatIf, lookup))
}
