import type { ReactNode } from 'react'
import type { ValueShape } from '../../core/event-shape/value-shape.ts'
import type { FormValue } from '../state/form-value.ts'

/** Which places of a form say what is wrong with them: all, or only those where something is written. */
export type ShownFaults = 'all' | 'written'

export interface ValueControlProps {
  /** What it is called, for people who do not see where it stands. */
  readonly name: string
  /** What it is called, as shown. */
  readonly head: ReactNode
  readonly value: FormValue
  /** What such values were until now; absent where there were none. */
  readonly shape: ValueShape | undefined
  readonly faults: ShownFaults
  readonly onChange: (value: FormValue) => void
}

/** The control of any value: objects and lists are given it for what is in them. */
export type ValueControlComponent = (props: ValueControlProps) => ReactNode
