import type { ValueShape } from '../../core/event-shape/value-shape.ts'

/** The same shape without any value that events had: for when some of them are masked. */
export function unsampledShape(shape: ValueShape): ValueShape {
  return {
    ...shape,
    samples: [],
    fields: new Map([...shape.fields].map(([name, field]) => [name, { ...field, value: unsampledShape(field.value) }])),
    entries: shape.entries && unsampledShape(shape.entries),
    items: shape.items && unsampledShape(shape.items),
  }
}
