/** What a source in KurrentDB's JavaScript finds about itself, in TypeScript. Its events are those of the store. */
export const kurrentdbDeclarations = `import type { StoreEvents } from 'epoch/projection'

declare global {
  type KnownEvents = [keyof StoreEvents] extends [never] ? Record<string, any> : StoreEvents

  interface KurrentEvent<Data = any, Type extends string = string> {
    readonly isJson: boolean
    /** What the event says, parsed. */
    readonly data: Data
    /** The same as data. */
    readonly body: Data
    readonly bodyRaw: string | null
    readonly eventType: Type
    readonly streamId: string
    /** Place in the stream, from 0. */
    readonly sequenceNumber: number
    readonly metadata: any
    readonly metadataRaw: string | null
    readonly linkMetadata: null
    readonly linkMetadataRaw: null
    readonly category: string
    readonly eventId: string
    readonly created: string
  }

  type AnyKurrentEvent = { [Type in keyof KnownEvents & string]: KurrentEvent<KnownEvents[Type], Type> }[keyof KnownEvents & string]
  /** What is known of a state, and whatever else is put into it. */
  type LooseState<State> = State extends object ? State & { [member: string]: any } : State

  type KurrentHandlers<State> = {
    /** The state before the first event. */
    $init?: () => State
    /** The shared state before the first event, where \`biState\` is on. */
    $initShared?: () => any
    /** For every event without a handler of its own. */
    $any?: (state: LooseState<State>, event: AnyKurrentEvent) => any
    /** Before the first event of a partition. */
    $created?: (state: LooseState<State>, event: AnyKurrentEvent) => any
    /** When the stream of a partition is deleted. */
    $deleted?: (state: LooseState<State>, event: KurrentEvent) => any
  } & {
    [Type in keyof KnownEvents]?: (state: LooseState<State>, event: KurrentEvent<KnownEvents[Type], Type & string>) => any
  }

  interface Output {
    /** Gives out what \`by\` makes of each state. */
    transformBy(by: (state: any) => any): Handled
    /** Gives out no state that this refuses. */
    filterBy(by: (state: any) => any): Handled
    /** Names the stream of results. In Epoch nothing is written. */
    outputTo(stream: string, partitionStreamPattern?: string): void
  }

  interface Handled extends Output {
    outputState(): Output
  }

  interface Partitioned {
    /** A handler for each type of event. */
    when<State = any>(handlers: KurrentHandlers<State>): Handled
  }

  interface Streams extends Partitioned {
    /** One state for each value that this gives. */
    partitionBy(by: (event: AnyKurrentEvent) => any): Partitioned
    outputState(): Output
  }

  interface Source extends Streams {
    /** One state for each stream. */
    foreachStream(): Partitioned
  }

  /** Every event of the store. */
  function fromAll(): Source
  /** The events of one stream. */
  function fromStream(stream: string): Streams
  function fromStreams(...streams: (string | readonly string[])[]): Streams
  /** The events of the streams whose name begins with this and \`-\`. */
  function fromCategory(category: string): Source
  function fromCategories(...categories: (string | readonly string[])[]): Source

  function options(options: {
    $includeLinks?: boolean
    /** Of the first engine only, which then waits for \`processingLag\`. */
    reorderEvents?: boolean
    /** In milliseconds. */
    processingLag?: number
    /** Whether the state is a pair: the partition's, and one that all share. */
    biState?: boolean
    /** In Epoch nothing is written. */
    resultStreamName?: string
    trackEmittedStreams?: boolean
  }): void

  /** The same as a handler of \`when\`. */
  function on_event<Type extends keyof KnownEvents & string>(
    type: Type,
    handler: (state: any, event: KurrentEvent<KnownEvents[Type], Type>) => any,
  ): void
  function on_any(handler: (state: any, event: AnyKurrentEvent) => any): void

  /** Says an event of another stream. Epoch shows it and writes nothing. */
  function emit(stream: string, type: string, data: object, metadata?: object): void
  /** Links to an event from another stream. Epoch shows it and writes nothing. */
  function linkTo(stream: string, event: KurrentEvent, metadata?: object): void
  function linkStreamTo(stream: string, linked: string): void
  /** Is there, and does nothing. */
  function copyTo(...values: unknown[]): void
  function log(...values: unknown[]): void
}
`
