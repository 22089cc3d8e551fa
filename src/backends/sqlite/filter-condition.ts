import { BadName } from '../../core/errors.ts'
import { type EventId, eventId, isUuid } from '../../core/event.ts'
import type { FilterTree, NamePattern } from '../../core/filter/filter-tree.ts'
import { allConditions, anyCondition, type Condition, exactly, negationOf } from './condition.ts'
import { eventIdBlob } from './event-id-blob.ts'
import { globOf } from './glob-pattern.ts'
import { numberCondition } from './number-condition.ts'
import { isAllNumbers, type NumberSet } from './number-set.ts'
import { jsonTextCondition, wordsCondition } from './payload-condition.ts'
import type { Numbers, SegmentBounds } from './segment-bounds.ts'

export interface NumbersOfNames extends Numbers {
  streamNumbers(names: readonly string[]): readonly number[]
}

type Leaf<Kind extends FilterTree['kind']> = Extract<FilterTree, { kind: Kind }>

/** Undefined where SQL cannot tell events apart. */
export function conditionOf(tree: FilterTree, numbers: NumbersOfNames): Condition | undefined {
  switch (tree.kind) {
    case 'everything':
      return exactly('1')
    case 'and':
      return allConditions(tree.parts.map((part) => conditionOf(part, numbers)))
    case 'or':
      return anyCondition(tree.parts.map((part) => conditionOf(part, numbers)))
    case 'not':
      return negationOf(conditionOf(tree.part, numbers))
    case 'name':
      return nameCondition(tree, numbers)
    case 'id':
      return idCondition(tree)
    case 'range':
      return rangeCondition(tree)
    case 'compare':
      return comparisonCondition(tree)
    case 'has':
      return jsonTextCondition(tree.path.of, namesIn(tree.path.steps))
    case 'words':
      return wordsCondition(tree.words)
  }
}

/** What segments answer, for events of segments that are not known. Positions apart: a search goes by ranges of them. */
export function boundsCondition({ types, categories, timesUs }: SegmentBounds): Condition {
  const parts: Condition[] = []
  if (!isAllNumbers(types)) parts.push(numbersCondition('type_id', types))
  if (timesUs.fromUs > Number.NEGATIVE_INFINITY) parts.push(exactly('created_at_us >= ?', timesUs.fromUs))
  if (timesUs.toUs < Number.POSITIVE_INFINITY) parts.push(exactly('created_at_us <= ?', timesUs.toUs))
  if (!isAllNumbers(categories)) parts.push(numbersCondition(category, categories))
  return allConditions(parts) ?? exactly('1')
}

/** Undefined for a text that no event in a store has as its id. */
export function legalEventId(text: string): EventId | undefined {
  try {
    return eventId(text)
  } catch (error) {
    if (error instanceof BadName) return undefined
    throw error
  }
}

const category = '(SELECT category_id FROM streams WHERE id = stream_id)'

function numbersCondition(column: string, { kind, numbers }: NumberSet): Condition {
  const [only, another] = numbers
  if (kind === 'only' && only !== undefined && another === undefined) return exactly(`${column} = ?`, only)
  const list = JSON.stringify([...numbers])
  return exactly(`${column} ${kind === 'only' ? 'IN' : 'NOT IN'} (SELECT value FROM json_each(?))`, list)
}

function nameCondition({ of, names }: Leaf<'name'>, numbers: NumbersOfNames): Condition | undefined {
  switch (of) {
    case 'type':
      return numbersCondition('type_id', { kind: 'only', numbers: numbers.types.of(names) })
    case 'category':
      return numbersCondition(category, { kind: 'only', numbers: numbers.categories.of(names) })
    case 'stream': {
      const exact = new Set(numbers.streamNumbers(names.filter(({ wild }) => !wild).map(({ text }) => text)))
      const patterns = names.filter(({ wild }) => wild)
      return anyCondition([
        numbersCondition('stream_id', { kind: 'only', numbers: exact }),
        ...patterns.flatMap((pattern) => patternCondition(pattern) ?? []),
      ])
    }
  }
}

function patternCondition(pattern: NamePattern): Condition | undefined {
  const glob = globOf(pattern)
  return glob === undefined ? undefined : exactly('(SELECT name FROM streams WHERE id = stream_id) GLOB ?', glob)
}

function idCondition({ of, ids }: Leaf<'id'>): Condition | undefined {
  if (of !== 'id')
    return anyCondition(ids.map((id) => jsonTextCondition('metadata', [id], isUuid(id) ? 'any case' : 'exact')))
  const blobs = ids.flatMap((id) => legalEventId(id) ?? []).map((id) => eventIdBlob(id).toString('hex'))
  return exactly('event_id IN (SELECT unhex(value) FROM json_each(?))', JSON.stringify(blobs))
}

const columns = { position: 'position', version: 'version', schema: 'schema_version', time: 'created_at_us' } as const

function rangeCondition({ of, from, to }: Leaf<'range'>): Condition | undefined {
  return allConditions([
    ...(from === undefined ? [] : [exactly(`${columns[of]} >= ?`, from)]),
    ...(to === undefined ? [] : [exactly(`${columns[of]} <= ?`, to)]),
  ])
}

function comparisonCondition({ path, operator, value }: Leaf<'compare'>): Condition | undefined {
  const wanted = operator !== '=' || value.kind === 'number' ? [] : [literalOf(value)]
  const ofText = jsonTextCondition(path.of, [...namesIn(path.steps), ...wanted])
  if (value.kind !== 'number') return ofText
  const ofNumber = numberCondition(path, operator, value.text)
  return ofNumber === undefined || ofText === undefined ? (ofNumber ?? ofText) : allConditions([ofText, ofNumber])
}

function namesIn(steps: readonly (string | number)[]): string[] {
  return steps.filter((step) => typeof step === 'string')
}

function literalOf(value: Exclude<Leaf<'compare'>['value'], { kind: 'number' }>): string {
  switch (value.kind) {
    case 'text':
      return value.text
    case 'boolean':
      return String(value.value)
    case 'null':
      return 'null'
  }
}
