import { memberSpans, spaceEnd, stringEnd } from './json-spans.ts'

type JsonKind = 'object' | 'array' | 'string' | 'number' | 'word'

/** A member of an object or, without a key, an item of an array. */
export interface JsonMember {
  /** What it says, whatever escapes it is written with. */
  readonly key: string | undefined
  readonly value: JsonNode
}

/**
 * A value in a JSON text, known by where it is in it: nothing inside is read before somebody looks, so that a text of any size and depth is a
 * node at once. Numbers and texts are as they were written, a key that is there twice is two members.
 */
export class JsonNode {
  readonly kind: JsonKind
  /** Where it is in the whole text, in UTF-16 units; `to` is past its end. */
  readonly from: number
  readonly to: number
  readonly #json: string
  #spans: readonly number[] | undefined
  #places: ReadonlyMap<string, readonly number[]> | undefined
  readonly #seen = new Map<number, JsonMember>()

  /** @param json a text that is JSON, in which there is a value from `from` up to before `to` */
  constructor(json: string, from: number, to: number) {
    this.#json = json
    this.from = from
    this.to = to
    this.kind = kindOf(json[from])
  }

  /** As it is written, a text with its quotes. */
  get text(): string {
    return this.#json.slice(this.from, this.to)
  }

  /** How many members or items it has; 0 where it is neither an object nor an array. */
  get size(): number {
    return this.#inside().length / 2
  }

  /** @param place from 0 */
  member(place: number): JsonMember | undefined {
    const seen = this.#seen.get(place)
    if (seen !== undefined) return seen
    const { [place * 2]: from, [place * 2 + 1]: to } = this.#inside()
    if (from === undefined || to === undefined) return undefined
    const member = this.#read(from, to)
    this.#seen.set(place, member)
    return member
  }

  *members(): Generator<JsonMember> {
    for (let place = 0; place < this.size; place++) {
      const member = this.member(place)
      if (member !== undefined) yield member
    }
  }

  /** The places of the members with a key, in order. */
  placesOf(key: string): readonly number[] {
    this.#places ??= this.#placesByKey()
    return this.#places.get(key) ?? []
  }

  /** The place of the member, its key included, that a character of the whole text belongs to; -1 where it belongs to none. */
  placeAt(offset: number): number {
    const spans = this.#inside()
    let [low, high] = [0, spans.length / 2]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((spans[middle * 2 + 1] ?? 0) > offset) high = middle
      else low = middle + 1
    }
    return (spans[low * 2] ?? Number.POSITIVE_INFINITY) <= offset ? low : -1
  }

  #inside(): readonly number[] {
    if (this.kind !== 'object' && this.kind !== 'array') return []
    this.#spans ??= memberSpans(this.#json, this.from)
    return this.#spans
  }

  #read(from: number, to: number): JsonMember {
    if (this.kind === 'array') return { key: undefined, value: new JsonNode(this.#json, from, to) }
    const colon = spaceEnd(this.#json, stringEnd(this.#json, from))
    return { key: this.#keyAt(from), value: new JsonNode(this.#json, spaceEnd(this.#json, colon + 1), to) }
  }

  #keyAt(from: number): string {
    return textOf(this.#json.slice(from, stringEnd(this.#json, from)))
  }

  #placesByKey(): ReadonlyMap<string, readonly number[]> {
    const places = new Map<string, number[]>()
    if (this.kind !== 'object') return places
    for (const [at, from] of this.#inside().entries()) {
      if (at % 2 === 1) continue
      const key = this.#keyAt(from)
      const those = places.get(key)
      if (those === undefined) places.set(key, [at / 2])
      else those.push(at / 2)
    }
    return places
  }
}

/** @throws SyntaxError where it is not JSON */
export function parseJsonNodes(text: string): JsonNode {
  JSON.parse(text)
  return new JsonNode(text, spaceEnd(text, 0), text.trimEnd().length)
}

/** Undefined where it is not JSON. */
export function jsonNodesOf(text: string): JsonNode | undefined {
  try {
    return parseJsonNodes(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function kindOf(first: string | undefined): JsonKind {
  switch (first) {
    case '{':
      return 'object'
    case '[':
      return 'array'
    case '"':
      return 'string'
    case 't':
    case 'f':
    case 'n':
      return 'word'
    default:
      return 'number'
  }
}

/** What a JSON string says. */
function textOf(source: string): string {
  return source.includes('\\') ? String(JSON.parse(source)) : source.slice(1, -1)
}
