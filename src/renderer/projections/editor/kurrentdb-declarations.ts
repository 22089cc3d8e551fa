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
    readonly bodyRaw: string
    readonly eventType: Type
    readonly streamId: string
    /** Place in the stream, from 0. */
    readonly sequenceNumber: number
    readonly metadata: any
    readonly metadataRaw: string
    readonly linkMetadata: any
    readonly linkMetadataRaw: string
    readonly partition: string
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

  interface Handled {
    /** Gives out what \`by\` makes of each state. */
    transformBy(by: (state: any) => any): Handled
    /** Gives out no state that this refuses. */
    filterBy(by: (state: any) => boolean): Handled
    outputState(): Handled
    /** Names the stream of results. In Epoch nothing is written. */
    outputTo(stream: string, partitionStreamPattern?: string): Handled
  }

  interface Source {
    /** A handler for each type of event. */
    when<State = any>(handlers: KurrentHandlers<State>): Handled
    /** One state for each stream. */
    foreachStream(): Source
    /** One state for each value that this gives. */
    partitionBy(by: (event: AnyKurrentEvent) => any): Source
    outputState(): Source
  }

  /** Every event of the store. */
  function fromAll(): Source
  /** The events of one stream. */
  function fromStream(stream: string): Source
  function fromStreams(...streams: (string | readonly string[])[]): Source
  /** The events of the streams whose name begins with this and \`-\`. */
  function fromCategory(category: string): Source
  function fromCategories(...categories: (string | readonly string[])[]): Source

  function options(options: {
    resultStreamName?: string
    $includeLinks?: boolean
    reorderEvents?: boolean
    processingLag?: number
    biState?: boolean
  }): void

  /** Says an event of another stream. Epoch shows it and writes nothing. */
  function emit(stream: string, type: string, data: unknown, metadata?: unknown): void
  /** Links to an event from another stream. Epoch shows it and writes nothing. */
  function linkTo(stream: string, event: KurrentEvent, metadata?: unknown): void
  function linkStreamTo(stream: string, linked: string, metadata?: unknown): void
  function copyTo(stream: string, event: KurrentEvent, metadata?: unknown): void
  function log(...values: unknown[]): void
}
`
