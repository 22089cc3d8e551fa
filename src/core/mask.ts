import type { Event } from './event.ts'
import { type PayloadPath, parsePayloadPath } from './filter/payload-path.ts'
import type { JsonText } from './json.ts'
import { checkJson } from './json-check.ts'
import { skipSpace, skipString, skipValue, textOf } from './json-source.ts'

type Steps = PayloadPath['steps']

/** What stands for a value that nobody is to see. */
const MASKED = '"***"' as JsonText

/** Metadata is an object always, so all of it masked is one that says nothing. */
const NO_METADATA = '{}' as JsonText

/** What a store has that is not JSON comes as such an object, the value or its beginning in it as text: no path leads into that. */
const notJson = /^\{"\$(?:unreadable|text|hex)":/

/** A payload path, as filters have it, of what is to be masked. @throws InvalidFilter */
export function readMask(text: string): PayloadPath {
  return parsePayloadPath(text)
}

/** The event with what is at the paths masked, as {@link maskJson} does it; `data` or `metadata` alone is all of it. */
export function maskedEvent<Masked extends Pick<Event, 'data' | 'metadata'>>(
  event: Masked,
  masks: readonly PayloadPath[],
): Masked {
  if (masks.length === 0) return event
  const data = maskJson(event.data, stepsOf(masks, 'data'))
  const metadata = event.metadata === '' ? event.metadata : maskJson(event.metadata, stepsOf(masks, 'metadata'))
  return { ...event, data, metadata: metadata === MASKED ? NO_METADATA : metadata }
}

/**
 * A JSON text in which every value at one of the paths is `"***"`, and every other byte is as it was. Of a member that is there twice each
 * value is masked. Unlike in a filter, a name that comes to an array leads into each of its items, so that `data.lines.name` masks
 * the names of all lines. What was no JSON in its store is masked as a whole, as is a damaged text that has the names of a path.
 */
export function maskJson(text: JsonText, paths: readonly Steps[]): JsonText {
  if (paths.length === 0) return text
  if (notJson.test(text)) return MASKED
  const leading = paths.filter((steps) => mayLead(text, steps))
  if (leading.length === 0) return text
  if (leading.some((steps) => steps.length === 0) || checkJson(text) !== undefined) return MASKED
  return new Masking(text).masked(leading)
}

/** Whether the text may have what a path leads to: without escapes, one that has a member has its name as it is. */
function mayLead(text: string, steps: Steps): boolean {
  return steps.every((step) => typeof step === 'number' || step === '' || text.includes(step)) || text.includes('\\')
}

function stepsOf(masks: readonly PayloadPath[], payload: PayloadPath['of']): readonly Steps[] {
  return masks.flatMap(({ of, steps }) => (of === payload ? [steps] : []))
}

/** Whether {@link maskJson} hides what is at a path, or something around it. */
export function isMasked(path: PayloadPath, masks: readonly PayloadPath[]): boolean {
  return masks.some((mask) => covers(mask, path))
}

/** Whether a mask hides what is at a path. */
export function covers(mask: PayloadPath, path: PayloadPath): boolean {
  if (mask.of !== path.of) return false
  let inside: readonly Steps[] = [mask.steps]
  for (const step of path.steps) {
    if (inside.some((steps) => steps.length === 0)) return true
    inside = typeof step === 'number' ? intoItem(inside, step) : intoMember(inside, step)
  }
  return inside.some((steps) => steps.length === 0)
}

/** The mask for what is at a path in an event, and in every item of the lists that it leads through. */
export function maskFor({ of, steps }: PayloadPath): PayloadPath {
  return { of, steps: steps.filter((step) => typeof step === 'string') }
}

class Masking {
  readonly #text: string
  #masked = ''
  /** Up to where the text has been taken over or masked. */
  #done = 0

  constructor(text: string) {
    this.#text = text
  }

  masked(paths: readonly Steps[]): JsonText {
    this.#inside(skipSpace(this.#text, 0), paths)
    return (this.#masked + this.#text.slice(this.#done)) as JsonText
  }

  /** @param paths what is masked in the value at `at`, from there on; each has a step at least. @returns where the value ends */
  #inside(at: number, paths: readonly Steps[]): number {
    switch (this.#text[at]) {
      case '{':
        return this.#members(at, paths)
      case '[':
        return this.#items(at, paths)
      default:
        return skipValue(this.#text, at)
    }
  }

  #members(object: number, paths: readonly Steps[]): number {
    const text = this.#text
    let at = skipSpace(text, object + 1)
    while (text[at] === '"') {
      const nameEnd = skipString(text, at)
      const name = textOf(text.slice(at, nameEnd))
      const value = skipSpace(text, skipSpace(text, nameEnd) + 1)
      at = skipSpace(text, this.#value(value, intoMember(paths, name)))
      if (text[at] === ',') at = skipSpace(text, at + 1)
    }
    return at + 1
  }

  #items(array: number, paths: readonly Steps[]): number {
    const text = this.#text
    let at = skipSpace(text, array + 1)
    for (let place = 0; text[at] !== ']'; place++) {
      at = skipSpace(text, this.#value(at, intoItem(paths, place)))
      if (text[at] === ',') at = skipSpace(text, at + 1)
    }
    return at + 1
  }

  /** Masks a value that one of the paths ends at, and else looks inside where one leads. @returns where the value ends */
  #value(at: number, paths: readonly Steps[]): number {
    if (paths.length === 0) return skipValue(this.#text, at)
    if (paths.every((steps) => steps.length > 0)) return this.#inside(at, paths)
    const end = skipValue(this.#text, at)
    this.#masked += this.#text.slice(this.#done, at) + MASKED
    this.#done = end
    return end
  }
}

const nowhere: readonly Steps[] = []

function intoMember(paths: readonly Steps[], name: string): readonly Steps[] {
  let inside = nowhere
  for (const steps of paths) if (steps[0] === name) inside = [...inside, steps.slice(1)]
  return inside
}

function intoItem(paths: readonly Steps[], place: number): readonly Steps[] {
  let inside = nowhere
  for (const steps of paths) {
    if (typeof steps[0] === 'string') inside = [...inside, steps]
    else if (steps[0] === place) inside = [...inside, steps.slice(1)]
  }
  return inside
}
