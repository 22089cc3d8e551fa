import type { ProjectedEvent } from '../../core/projection.ts'

/** An event of which the type of data is known, or left to whoever wrote the projection. */
export interface HandledEvent<Data> extends ProjectedEvent {
  readonly data: Data
}

// biome-ignore lint/suspicious/noExplicitAny: data that nobody gave a type is used as whoever wrote the handler knows it to be
type AnyData = any

/** What each type of event has as data. */
export type EventDataTypes = Record<string, AnyData>

/** Changes the state it is given, or returns the next one; `null` deletes the state, nothing keeps it. */
// biome-ignore lint/suspicious/noConfusingVoidType: a handler that only changes its state returns nothing
export type Handler<State, Data> = (state: State, event: HandledEvent<Data>) => State | null | undefined | void

/** A projection in Epoch's dialect: docs/writing-a-projection.md says what each member is. */
export interface ProjectionDefinition<State, Data extends EventDataTypes = EventDataTypes> {
  readonly name: string
  /** Which events; text is a filter. Without it, all. */
  readonly from?:
    | string
    | { readonly category?: string; readonly types?: readonly string[]; readonly streams?: readonly string[] }
  /** The key, or keys, of the states that an event goes to; without it, its stream. */
  readonly key?: (event: HandledEvent<NoInfer<Data>[string]>) => string | readonly string[] | undefined
  readonly init?: (key: string) => State
  readonly on?: { readonly [Type in keyof NoInfer<Data>]?: Handler<State, NoInfer<Data>[Type]> }
  readonly apply?: Handler<State, NoInfer<Data>[string]>
  readonly columns?: Readonly<Record<string, (state: State) => unknown>>
}

/** A projection as it was written: gives its handlers their types, and nothing else. */
export function projection<State, Data extends EventDataTypes = EventDataTypes>(
  definition: ProjectionDefinition<State, Data>,
): ProjectionDefinition<State, Data> {
  return definition
}
