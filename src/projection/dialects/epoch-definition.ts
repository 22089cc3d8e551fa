import type { ProjectedEvent } from '../../core/projection.ts'

/** An event of which the type of data is known, or left to whoever wrote the projection. */
export interface HandledEvent<Data, Type extends string = string> extends ProjectedEvent {
  readonly type: Type
  readonly data: Data
}

// biome-ignore lint/suspicious/noExplicitAny: data that nobody gave a type is used as whoever wrote the handler knows it to be
type AnyData = any

/** What each type of event has as data. */
export type EventDataTypes = Record<string, AnyData>

/**
 * What each type of event of a store has as data, where that is known: members that are added to it are the types of handlers' events.
 * Epoch's editor adds those of the open store.
 */
// biome-ignore lint/suspicious/noEmptyInterface: it is there to be added to
export interface StoreEvents {}

type KnownEvents = [keyof StoreEvents] extends [never] ? EventDataTypes : StoreEvents

/** An event of one of these types; a check of its `type` tells which. */
type EventOf<Data> = { [Type in keyof Data & string]: HandledEvent<Data[Type], Type> }[keyof Data & string]

/** An event of any of these types, which may be asked for every field that one of them has. */
type EventOfAny<Data> = HandledEvent<FieldsOf<Data[keyof Data]>, keyof Data & string>

type FieldsOf<Some> = 0 extends 1 & Some ? AnyData : { readonly [Name in NamesOf<Some>]?: FieldOf<Some, Name> }

type NamesOf<Some> = Some extends readonly unknown[] ? never : Some extends object ? keyof Some : never

type FieldOf<Some, Name extends PropertyKey> = Some extends unknown
  ? Name extends keyof Some
    ? Some[Name]
    : never
  : never

/** A name of which some are known. */
type Suggested<Known> = (Known & string) | (string & {})

/** A type's own name, or any text where no type is known: a handler of any name then fits. */
type TypeName<Data, Type> = string extends keyof Data ? string : Type & string

/** Changes the state it is given, or returns the next one; `null` deletes the state, nothing keeps it. */
export type Handler<State, Handled> = (state: State, event: Handled) => Returned<State>

// biome-ignore lint/suspicious/noConfusingVoidType: a handler that only changes its state returns nothing
type Returned<State> = State | null | undefined | void

/** A projection in Epoch's dialect: docs/writing-a-projection.md says what each member is. */
export interface ProjectionDefinition<State, Data extends EventDataTypes = KnownEvents> {
  readonly name: string
  /** Which events; text is a filter. Without it, all. */
  readonly from?:
    | string
    | {
        readonly category?: string
        readonly types?: readonly Suggested<keyof NoInfer<Data>>[]
        readonly streams?: readonly string[]
      }
  /** The key, or keys, of the states that an event goes to; without it, its stream. */
  readonly key?: (event: EventOfAny<NoInfer<Data>>) => string | readonly string[] | undefined
  /** The state before the first event of a key; without it, `{}`. */
  readonly init?: (key: string) => State
  /** A handler for each type of event. Written out, not as {@link Handler}: editors then complete it as a whole. */
  readonly on?: {
    readonly [Type in keyof NoInfer<Data>]?: (
      state: State,
      event: HandledEvent<NoInfer<Data>[Type], TypeName<NoInfer<Data>, Type>>,
    ) => Returned<State>
  }
  /** One handler for all types, in place of `on`. */
  readonly apply?: Handler<State, EventOf<NoInfer<Data>>>
  /** What to show of each state, by the names of the columns. */
  readonly columns?: Readonly<Record<string, (state: State) => unknown>>
}

/** A projection as it was written: gives its handlers their types, and nothing else. */
export function projection<State, Data extends EventDataTypes = KnownEvents>(
  definition: ProjectionDefinition<State, Data>,
): ProjectionDefinition<State, Data> {
  return definition
}
