import type { Position } from '../../core/event.ts'
import type { ProjectionQuestions } from '../../projection/ask/questions.ts'
import type { AskOptions, EventSource, ShownRows } from './projection-port.ts'
import type { ProjectionRunner, RunCode, RunnerEvents } from './projection-runner.ts'

/** Another history for every projection to run over, beside the store's own. */
export interface Overlay {
  over(main: EventSource): EventSource
  /** The position in the other history that a position of the store's own stands for. */
  placeOf(position: Position): Position
}

type MakeRunner = (events: EventSource, told: RunnerEvents, position: Position, shown: ShownRows) => ProjectionRunner

/** One tab's projection over the store's history and, where there is an overlay, over that one too: both say the same source. */
export class TabRuns {
  readonly #make: MakeRunner
  readonly #events: EventSource
  readonly #main: ProjectionRunner
  #position: Position
  #shown: ShownRows
  #code: RunCode | undefined
  #beside: { readonly runner: ProjectionRunner; readonly overlay: Overlay } | undefined

  constructor(make: MakeRunner, events: EventSource, told: RunnerEvents, position: Position, shown: ShownRows) {
    this.#make = make
    this.#events = events
    this.#position = position
    this.#shown = shown
    this.#main = make(events, told, position, shown)
  }

  run(code: RunCode): void {
    this.#code = code
    this.#main.run(code)
    this.#beside?.runner.run(code)
  }

  seek(position: Position): void {
    this.#position = position
    this.#main.seek(position)
    this.#beside?.runner.seek(this.#beside.overlay.placeOf(position))
  }

  show(shown: ShownRows): void {
    this.#shown = shown
    this.#main.show(shown)
    this.#beside?.runner.show(shown)
  }

  /** @throws EpochError as {@link ProjectionRunner.ask} does */
  ask<Name extends keyof ProjectionQuestions>(
    name: Name,
    input: ProjectionQuestions[Name]['input'],
    options: AskOptions,
  ): Promise<ProjectionQuestions[Name]['answer']> {
    return this.#main.ask(name, input, options)
  }

  /** Runs over another history too, in place of the one it did before. */
  layOver(overlay: Overlay, told: RunnerEvents): void {
    this.takeOff()
    const runner = this.#make(overlay.over(this.#events), told, overlay.placeOf(this.#position), this.#shown)
    this.#beside = { runner, overlay }
    if (this.#code !== undefined) runner.run(this.#code)
  }

  takeOff(): void {
    this.#beside?.runner.stop()
    this.#beside = undefined
  }

  /** Ends what runs, over both histories; `run` begins anew over both. */
  halt(): void {
    this.#main.stop()
    this.#beside?.runner.stop()
  }

  stop(): void {
    this.#main.stop()
    this.takeOff()
  }
}
