import type { Clock } from '../../src/renderer/state/clock.ts'

/** Time that stands still until a test moves it. */
export class HandClock implements Clock {
  #frames: ((nowMs: number) => void)[] = []
  #timers: { readonly callback: () => void }[] = []

  nextFrame(): Promise<number> {
    return new Promise((resolve) => this.#frames.push(resolve))
  }

  after(_delayMs: number, callback: () => void): () => void {
    const timer = { callback }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer)
    }
  }

  /** Whoever waits for a frame gets this one; resolves once what follows from it has settled. */
  async frameAt(nowMs: number): Promise<void> {
    const frames = this.#frames
    this.#frames = []
    for (const resolve of frames) resolve(nowMs)
    await settled()
  }

  /** Every timer that is running runs out. */
  async runOut(): Promise<void> {
    const timers = this.#timers
    this.#timers = []
    for (const { callback } of timers) callback()
    await settled()
  }
}

/** Answers of a host inside the test take no longer than these turns of the loop. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 0))
}
