import { MAX_VALUE_CHARACTERS } from '../contract/host-contract.ts'
import type { Position } from '../core/event.ts'
import { type PayloadPath, parsePayloadPath } from '../core/filter/payload-path.ts'
import { parsedPayload, partAt } from '../core/filter/payload-value.ts'
import { numberTextAt } from '../core/json-source.ts'
import type { EventDetail, EventRow, LogIndex } from '../core/log-index.ts'
import { previewOf } from '../core/log-index.ts'
import { maskedEvent, readMask } from '../core/mask.ts'

type Values = readonly (string | null)[]

/**
 * What is at payload paths of the events at positions, as JSON texts: a number as it is written, anything else cut. A position
 * without an event has null at every path.
 *
 * @throws InvalidFilter where a path is none
 */
export async function valuesAt(
  index: LogIndex,
  positions: readonly Position[],
  paths: readonly string[],
): Promise<readonly Values[]> {
  const read = paths.map(parsePayloadPath)
  const values: Values[] = []
  for (const position of positions) {
    const event = await index.eventAt(position)
    values.push(event === undefined ? read.map(() => null) : valuesOf(event, read))
  }
  return values
}

/** Rows whose previews do not show what is at the masks. @throws InvalidFilter where a mask is no path */
export async function maskedRows(
  index: LogIndex,
  rows: readonly EventRow[],
  masks: readonly string[],
): Promise<readonly EventRow[]> {
  if (masks.length === 0) return rows
  const read = masks.map(readMask)
  const masked: EventRow[] = []
  for (const row of rows) {
    const event = await index.eventAt(row.position)
    masked.push(event === undefined ? row : { ...row, preview: previewOf(maskedEvent(event, read).data) })
  }
  return masked
}

function valuesOf(event: EventDetail, paths: readonly PayloadPath[]): Values {
  const parsed = { data: once(() => parsedPayload(event.data)), metadata: once(() => parsedPayload(event.metadata)) }
  return paths.map(({ of, steps }) => {
    const part = partAt(parsed[of](), steps)
    if (part === undefined) return null
    const text = typeof part === 'number' ? numberTextAt(event[of], steps) : undefined
    return cut(text ?? JSON.stringify(part))
  })
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

function cut(text: string): string {
  return text.length <= MAX_VALUE_CHARACTERS ? text : `${text.slice(0, MAX_VALUE_CHARACTERS - 1)}…`
}
