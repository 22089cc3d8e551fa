import { exportCloudevents } from './export-cloudevents.ts'
import { exportCsv } from './export-csv.ts'
import { exportGaffer } from './export-gaffer.ts'
import { exportKurrentdb } from './export-kurrentdb.ts'
import { exportNdjson } from './export-ndjson.ts'
import type { TextFormat } from './text-format.ts'

/** Every way to write events as text, by the name that a person gives it. */
export const exportFormats = {
  ndjson: exportNdjson,
  cloudevents: exportCloudevents,
  kurrentdb: exportKurrentdb,
  gaffer: exportGaffer,
  csv: exportCsv,
} as const satisfies Readonly<Record<string, TextFormat>>

export type TextFormatName = keyof typeof exportFormats
