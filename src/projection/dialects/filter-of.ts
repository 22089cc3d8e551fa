import { EpochError, InvalidFilter } from '../../core/errors.ts'
import { eventType, streamName } from '../../core/event.ts'
import { EVERYTHING, type EventFilter, filterText } from '../../core/event-filter.ts'
import { invalid, record } from './invalid.ts'

const members = ['category', 'types', 'streams']

/** The filter that `from` says. @throws EpochError `projection-invalid` */
export function filterOf(from: unknown): EventFilter {
  if (from === undefined) return EVERYTHING
  if (typeof from === 'string') return whereOf(from)
  const { category, types, streams, ...others } = record(
    from,
    'from',
    'a filter text, or an object with category, types or streams',
  )
  const [other] = Object.keys(others)
  if (other !== undefined)
    throw new EpochError('projection-invalid', `from has no member ${other}; its members are ${members.join(', ')}`, {
      member: `from.${other}`,
    })
  if (category !== undefined && (typeof category !== 'string' || category === ''))
    throw invalid('from.category', 'a text that is not empty', category)
  return {
    ...(category !== undefined && { category }),
    ...(types !== undefined && { types: namesOf(types, 'from.types', eventType) }),
    ...(streams !== undefined && { streams: namesOf(streams, 'from.streams', streamName) }),
  }
}

function whereOf(text: string): EventFilter {
  try {
    return { where: filterText(text) }
  } catch (cause) {
    if (!(cause instanceof InvalidFilter)) throw cause
    const { column = 1 } = cause.details
    throw new EpochError('projection-invalid', `from: ${cause.message}`, { member: 'from', column }, { cause })
  }
}

function namesOf<Name extends string>(list: unknown, member: string, name: (text: string) => Name): readonly Name[] {
  if (!Array.isArray(list) || list.length === 0) throw invalid(member, 'a list of at least one text', list)
  return list.map((text: unknown, at) => {
    if (typeof text !== 'string') throw invalid(`${member}[${at}]`, 'a text', text)
    try {
      return name(text)
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : 'it is not legal'
      throw new EpochError('projection-invalid', `${member}[${at}]: ${why}`, { member: `${member}[${at}]` }, { cause })
    }
  })
}
