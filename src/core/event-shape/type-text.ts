import type { EventShape, ShapePeriod } from './event-shape.ts'
import type { FieldShape, ValueShape } from './value-shape.ts'

/**
 * The type, in TypeScript, that the data of every event that was looked at has. Comments in it say how often each field was there, since when,
 * and its last values.
 */
export function typeText({ periods }: EventShape): string {
  if (periods.length === 0) return 'unknown'
  const [only] = periods
  if (periods.length === 1 && only) return valueText(only.data, { level: 1, period: only, absent: [] })
  const names = new Set(periods.flatMap(({ data }) => [...data.fields.keys()]))
  const lasting = new Set([...names].filter((name) => periods.every(({ data }) => data.fields.has(name))))
  return periods
    .map((period) => {
      const absent = [...names].filter((name) => !period.data.fields.has(name))
      const said = `From position ${counted(period.from)} to ${counted(period.upTo)}.`
      return `/** ${said} */\n  ${valueText(period.data, { level: 1, period, absent, lasting })}`
    })
    .join('\n  | ')
}

interface Place {
  /** How far in, in steps of two spaces. */
  readonly level: number
  readonly period: ShapePeriod
  /** Fields that only other periods have, so that they may be asked for. */
  readonly absent: readonly string[]
  /** Fields that every period has; absent below the top, and where there is one period. */
  readonly lasting?: ReadonlySet<string>
}

function valueText(shape: ValueShape, place: Place): string {
  const { kinds } = shape
  if (kinds.has('too-deep')) return 'unknown'
  const parts = [
    ...(kinds.has('object') ? [objectText(shape, place)] : []),
    ...(kinds.has('list') ? [`${listItems(shape, place)}[]`] : []),
    ...(kinds.has('text') ? ['string'] : []),
    ...(kinds.has('number') ? ['number'] : []),
    ...(kinds.has('boolean') ? ['boolean'] : []),
    ...(kinds.has('null') ? ['null'] : []),
  ]
  return parts.length === 0 ? 'unknown' : parts.join(' | ')
}

function listItems({ items }: ValueShape, place: Place): string {
  if (items === undefined) return 'unknown'
  const text = valueText(items, { level: place.level, period: place.period, absent: [] })
  return items.kinds.size > 1 && text !== 'unknown' ? `(${text})` : text
}

function objectText(shape: ValueShape, place: Place): string {
  const { fields, entries } = shape
  const inner = { level: place.level + 1, period: place.period, absent: [] }
  if (entries !== undefined) return `{ [key: string]: ${valueText(entries, inner)} }`
  if (fields.size === 0 && place.absent.length === 0) return '{}'
  const margin = '  '.repeat(place.level + 1)
  const objects = shape.kinds.get('object') ?? 0
  const lines = [...fields].map(([name, field]) => {
    const optional = field.seen < objects ? '?' : ''
    const said = `${fieldSaid(field, objects, place.period)}${periodSaid(name, place)}`
    return `${margin}/** ${said} */\n${margin}${nameText(name)}${optional}: ${valueText(field.value, inner)}\n`
  })
  const absent = place.absent.map((name) => `${margin}${nameText(name)}?: undefined\n`)
  return `{\n${lines.join('')}${absent.join('')}${'  '.repeat(place.level)}}`
}

function fieldSaid(field: FieldShape, objects: number, period: ShapePeriod): string {
  const { samples } = field.value
  const { first, last, seen, unbroken } = field
  const said = [
    ...(samples.length === 0 ? [] : [`Last: ${samples.map(quoted).join(', ')}.`]),
    ...(seen < objects ? [`In ${seen} of ${objects}.`] : []),
    ...(unbroken && first > period.from ? [`Seen from position ${counted(first)} on.`] : []),
    ...(unbroken && last < period.upTo ? [`Not seen after position ${counted(last)}.`] : []),
  ]
  return said.length === 0 ? 'In all events looked at.' : said.join(' ')
}

/** Of which period that is said, where there are several. */
function periodSaid(name: string, { period: { from, upTo }, lasting }: Place): string {
  if (lasting === undefined) return ''
  return ` ${lasting.has(name) ? 'From' : 'Only from'} position ${counted(from)} to ${counted(upTo)}.`
}

/** As code in a comment, which it must not end. */
function quoted(sample: string): string {
  return `\`${sample.replaceAll('`', "'").replaceAll('*/', '*\u200b/')}\``
}

/** A name as it stands in an object type. */
export function nameText(name: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) ? name : JSON.stringify(name)
}

function counted(number: number): string {
  return number.toLocaleString('en-US')
}
