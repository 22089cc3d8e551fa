import type { EventType } from '../event.ts'
import { formatPayloadPath, type PayloadPath } from '../filter/payload-path.ts'
import type { EventShape } from './event-shape.ts'
import type { ValueKind, ValueShape } from './value-shape.ts'

/** A place in the data of events of some types. Of a list, its first item stands for all. */
export interface ShapePath {
  /** As Epoch writes it. */
  readonly text: string
  readonly path: PayloadPath
  /** In order of name. */
  readonly kinds: readonly ValueKind[]
  readonly types: readonly EventType[]
}

/** Most places told of. */
const MAX_PATHS = 5000

/** Every place in the data of events of these types, those that most types have first. */
export function shapePaths(shapes: ReadonlyMap<EventType, EventShape | undefined>): readonly ShapePath[] {
  const found = new Map<string, { path: PayloadPath; kinds: Set<ValueKind>; types: Set<EventType> }>()
  for (const [type, shape] of shapes)
    for (const { data } of shape?.periods ?? [])
      for (const [path, kinds] of placesIn(data, [])) {
        const text = formatPayloadPath(path)
        const known = found.get(text)
        if (known === undefined && found.size >= MAX_PATHS) continue
        const place = known ?? { path, kinds: new Set(), types: new Set() }
        for (const kind of kinds) place.kinds.add(kind)
        found.set(text, { ...place, types: place.types.add(type) })
      }
  const paths = [...found].map(([text, { path, kinds, types }]) => ({
    text,
    path,
    kinds: [...kinds].sort(),
    types: [...types],
  }))
  return paths.sort((a, b) => b.types.length - a.types.length)
}

function* placesIn(
  shape: ValueShape,
  steps: PayloadPath['steps'],
): Generator<readonly [PayloadPath, Iterable<ValueKind>]> {
  if (steps.length > 0) yield [{ of: 'data', steps }, shape.kinds.keys()]
  for (const [name, { value }] of shape.fields) yield* placesIn(value, [...steps, name])
  if (shape.items) yield* placesIn(shape.items, [...steps, 0])
}
