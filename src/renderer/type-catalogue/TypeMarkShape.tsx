import type { TypeMark } from '../state/type-mark.ts'
import '../ui/type-mark.css'

/** The mark of a type, beside its name. */
export function TypeMarkShape({ mark: { hue, shape } }: { readonly mark: TypeMark }) {
  return <span aria-hidden="true" className={`type-mark type-hue-${hue} type-shape-${shape}`} />
}
