import type { EventShape } from '../../../core/event-shape/event-shape.ts'
import { nameText, typeText } from '../../../core/event-shape/type-text.ts'

/** Declarations, in TypeScript, by which `epoch/projection` knows the events of a store. A type that was not looked at has data of any kind. */
export function eventDeclarations(shapes: ReadonlyMap<string, EventShape | undefined>): string {
  const members = [...shapes].map(([type, shape]) => {
    const said = shape === undefined ? '' : `  /** ${saidOf(shape)} */\n`
    return `${said}  ${nameText(type)}: ${shape === undefined ? 'any' : typeText(shape)}\n`
  })
  return `export {}\ndeclare module 'epoch/projection' {\n interface StoreEvents {\n${members.join('')} }\n}\n`
}

function saidOf({ sampled, periods }: EventShape): string {
  const from = periods[0]?.from
  const upTo = periods.at(-1)?.upTo
  if (from === undefined || upTo === undefined) return 'None of the events looked at has JSON as data.'
  const place = from === upTo ? `position ${text(from)}` : `positions ${text(from)} to ${text(upTo)}`
  return `${sampled === 1 ? 'One event' : `${text(sampled)} events`} looked at, ${place}.`
}

function text(number: number): string {
  return number.toLocaleString('en-US')
}
