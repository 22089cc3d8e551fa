import type { NewEvent } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import { noon } from './store-test.ts'

/** Events of some streams in turn, each caused by one some places before, in times that now and then run backwards. */
export function history(count: number): NewEvent[] {
  const made: NewEvent[] = []
  for (let i = 0; i < count; i++) {
    const builder = new EventBuilder()
      .stream(`${['order', 'cart', 'stock'][(i * 5) % 3]}-${(i * 7) % 101}`)
      .type(`Type${(i * i) % 7}`)
      .createdAtUs(noon + i * 1000 - (i % 50 === 0 ? 1_000_000 : 0))
      .data({ i })
    const cause = made.at(-1 - (i % 5))
    made.push((cause === undefined ? builder : builder.causedBy(cause)).build())
  }
  return made
}
