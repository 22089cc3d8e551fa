import type { EventShape } from '../../../core/event-shape/event-shape.ts'
import { nameText, typeText } from '../../../core/event-shape/type-text.ts'

/**
 * Declarations, in TypeScript, by which `epoch/projection` knows the events of a store. A type that was not looked at has data of any kind.
 * Each type's data has a name, which is what messages then say in place of all its fields.
 */
export function eventDeclarations(shapes: ReadonlyMap<string, EventShape | undefined>): string {
  const names = new Set<string>()
  const declared: string[] = []
  const members: string[] = []
  for (const [type, shape] of shapes) {
    if (shape === undefined) {
      members.push(`  ${nameText(type)}: any\n`)
      continue
    }
    const name = dataName(type, names)
    names.add(name)
    declared.push(`type ${name} = ${typeText(shape)}\n`)
    members.push(`  /** ${saidOf(shape)} */\n  ${nameText(type)}: ${name}\n`)
  }
  return `export {}\n${declared.join('')}declare module 'epoch/projection' {\n interface StoreEvents {\n${members.join('')} }\n}\n`
}

/** A name for the data of a type that none of `taken` is. */
function dataName(type: string, taken: ReadonlySet<string>): string {
  const stem = `${type.replace(/[^A-Za-z0-9_$]+/g, '_').replace(/^(?=\d)/, '_')}Data`
  let number = 1
  while (taken.has(number === 1 ? stem : `${stem}${number}`)) number++
  return number === 1 ? stem : `${stem}${number}`
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
