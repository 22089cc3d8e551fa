/**
 * Counts for how long nothing was heard, in ticks of its timer and not by the clock: a page that was held up itself gets one
 * tick for all that time, and then hears what waits before the next.
 */
export class Silence {
  readonly #limitTicks: number
  readonly #onSilent: () => void
  readonly #timer: ReturnType<typeof setInterval>
  #ticks = 0
  #isDue: () => boolean

  /** `onSilent` comes after every `limitMs` without {@link heard} while `isDue` says that something should be heard. */
  constructor(options: { tickMs: number; limitMs: number; isDue: () => boolean; onSilent: () => void }) {
    this.#limitTicks = Math.ceil(options.limitMs / options.tickMs)
    this.#isDue = options.isDue
    this.#onSilent = options.onSilent
    this.#timer = setInterval(() => this.#tick(), options.tickMs)
  }

  heard(): void {
    this.#ticks = 0
  }

  end(): void {
    clearInterval(this.#timer)
  }

  #tick(): void {
    this.#ticks = this.#isDue() ? this.#ticks + 1 : 0
    if (this.#ticks < this.#limitTicks) return
    this.#ticks = 0
    this.#onSilent()
  }
}
