import type { Event, Position } from '../../../src/core/event.ts'
import type { FoldStep, Projection } from '../../../src/core/projection.ts'

/** A cell's state after each of some events, read anew from its text for each; the projection's steps are for one cell each. */
export function cellStates(
  projection: Projection,
  events: readonly Event[],
  key: string,
): readonly { readonly position: Position; readonly state: unknown }[] {
  let json: string | undefined
  return events.map((event) => {
    const steps = projection.stepsFor(event)
    for (const step of typeof steps === 'string' ? [] : steps) if (step.cells[0] === key) json = folded(step, json)
    return { position: event.position, state: parsed(json) }
  })
}

function folded(step: FoldStep, json: string | undefined): string | undefined {
  const states = [parsed(json)]
  try {
    step.fold(states, { emit: () => {}, log: () => {} })
  } catch {
    return json
  }
  return states[0] === undefined ? undefined : JSON.stringify(states[0])
}

function parsed(json: string | undefined): unknown {
  return json === undefined ? undefined : JSON.parse(json)
}
