import type { EventShape } from './event-shape.ts'
import { castoreEventShape } from './shapes/castore-event-shape.ts'
import { castoreRowShape } from './shapes/castore-row-shape.ts'
import { cloudEventShape } from './shapes/cloud-event-shape.ts'
import { emmettRowShape } from './shapes/emmett-row-shape.ts'
import { epochEventShape } from './shapes/epoch-event-shape.ts'
import { epochLibraryRowShape } from './shapes/epoch-library-row-shape.ts'
import { gafferShape } from './shapes/gaffer-shape.ts'
import { kurrentAppendShape } from './shapes/kurrent-append-shape.ts'
import { kurrentEntryShape } from './shapes/kurrent-entry-shape.ts'
import { martenRowShape } from './shapes/marten-row-shape.ts'
import { messageDbRowShape } from './shapes/message-db-row-shape.ts'

/** Every shape of a record that Epoch reads, in the order in which they are tried. */
export const eventShapes: readonly EventShape[] = [
  cloudEventShape,
  emmettRowShape,
  messageDbRowShape,
  martenRowShape,
  castoreRowShape,
  epochLibraryRowShape,
  kurrentEntryShape,
  kurrentAppendShape,
  gafferShape,
  castoreEventShape,
  epochEventShape,
]
