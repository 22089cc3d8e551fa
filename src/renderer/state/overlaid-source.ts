import { overlayMessages, overlayReader } from '../../core/overlay-events.ts'
import type { WhatIfOverlay } from '../../core/prepare-overlay.ts'
import { storePosition } from '../../core/what-if.ts'
import type { EventSource } from './projection-port.ts'

/** A history with a what-if laid over it. */
export function overlaidSource(main: EventSource, overlay: WhatIfOverlay): EventSource {
  return {
    subscribe: ({ after, filter, signal }) =>
      overlayMessages(main.subscribe({ after: storePosition(after), filter, signal }), overlay, { after, filter }),
    read: overlayReader((after, upTo, filter) => main.read(after, upTo, filter), overlay),
  }
}
