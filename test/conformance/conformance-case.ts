import { readFileSync } from 'node:fs'
import * as v from 'valibot'

const json = v.unknown()
const count = v.pipe(v.number(), v.integer(), v.minValue(0))

const eventSchema = v.object({
  eventType: v.string(),
  streamId: v.string(),
  sequenceNumber: count,
  /** A value, or the text of one as it was stored. */
  data: v.optional(json),
  metadata: v.optional(json),
  isJson: v.optional(v.boolean(), true),
  created: v.optional(v.string(), '2026-01-05T09:00:00.000Z'),
  eventId: v.optional(v.string(), '00000000-0000-4000-8000-000000000000'),
})

/** By its keys, whatever they are called. */
const byKey = v.pipe(
  v.custom<object>((value) => typeof value === 'object' && value !== null && !Array.isArray(value)),
  v.transform((value): ReadonlyMap<string, unknown> => new Map(Object.entries(value))),
)

const expectationSchema = v.object({
  invalid: v.optional(v.boolean(), false),
  message: v.optional(v.string()),
  states: v.optional(byKey, {}),
  sharedState: v.optional(json),
  results: v.optional(byKey),
  emitted: v.optional(
    v.array(
      v.object({
        at: count,
        streamId: v.string(),
        eventType: v.string(),
        data: json,
        metadata: json,
        isLink: v.boolean(),
      }),
    ),
    [],
  ),
  logs: v.optional(v.array(v.object({ at: count, message: v.string() })), []),
  skipped: v.optional(v.array(v.tuple([count, v.string()])), []),
  fault: v.optional(v.object({ event: count, code: v.string(), message: v.optional(v.string()) })),
})

const caseSchema = v.object({
  name: v.string(),
  engineVersion: v.picklist([1, 2]),
  source: v.string(),
  events: v.optional(v.array(eventSchema), []),
  expect: expectationSchema,
})

/** A projection for KurrentDB, the events it is given, and what KurrentDB's own runtime makes of them. */
export type ConformanceCase = v.InferOutput<typeof caseSchema>

export type ConformanceEvent = v.InferOutput<typeof eventSchema>

/** @throws where the file cannot be read, or has another form */
export function readCases(path: string | URL): readonly ConformanceCase[] {
  return v.parse(v.array(caseSchema), JSON.parse(readFileSync(path, 'utf8')))
}
