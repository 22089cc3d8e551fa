import type { DeterminismUses } from './determinism-uses.ts'
import { inZone } from './fixed-locale.ts'

/** Temporal, as far as it asks for the time; browsers before 2026 may not have it, and TypeScript's libraries do not name it yet. */
interface InstantMaker {
  fromEpochMilliseconds(ms: number): { toZonedDateTimeISO(zone: string): ZonedDateTime }
}

interface ZonedDateTime {
  toPlainDateTime(): unknown
  toPlainDate(): unknown
  toPlainTime(): unknown
}

const ZONE = 'UTC'

/** Makes now what `nowMs` says, in Temporal too; its zone is UTC, and its texts are for en-US where no language is given. */
export function fixTemporal(nowMs: () => number, uses: DeterminismUses): void {
  const temporal: unknown = Object.getOwnPropertyDescriptor(globalThis, 'Temporal')?.value
  if (typeof temporal !== 'object' || temporal === null) return
  const instants: InstantMaker = Object.getOwnPropertyDescriptor(temporal, 'Instant')?.value
  const now: object = Object.getOwnPropertyDescriptor(temporal, 'Now')?.value
  const fixNow = (name: string, read: (zone: string) => unknown): void => {
    const value = (zone: string = ZONE): unknown => {
      uses.note(`Temporal.Now.${name}`)
      return read(zone)
    }
    Object.defineProperty(now, name, { value })
  }
  const nowIn = (zone: string): ZonedDateTime => instants.fromEpochMilliseconds(nowMs()).toZonedDateTimeISO(zone)
  fixNow('instant', () => instants.fromEpochMilliseconds(nowMs()))
  fixNow('timeZoneId', () => ZONE)
  fixNow('zonedDateTimeISO', nowIn)
  fixNow('plainDateTimeISO', (zone) => nowIn(zone).toPlainDateTime())
  fixNow('plainDateISO', (zone) => nowIn(zone).toPlainDate())
  fixNow('plainTimeISO', (zone) => nowIn(zone).toPlainTime())
  fixInstantText(instants)
}

/** An instant is in no zone, so its text for people is in the machine's where none is given. */
function fixInstantText(instants: InstantMaker): void {
  const prototype: object = Object.getOwnPropertyDescriptor(instants, 'prototype')?.value
  const method: unknown = Object.getOwnPropertyDescriptor(prototype, 'toLocaleString')?.value
  if (typeof method !== 'function') return
  const value = function (this: unknown, locales?: unknown, options?: unknown): unknown {
    return Reflect.apply(method, this, [locales, inZone(options)])
  }
  Object.defineProperty(prototype, 'toLocaleString', { value })
}
