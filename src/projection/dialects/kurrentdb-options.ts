import { EpochError } from '../../core/errors.ts'
import type { KurrentdbDefinition } from './kurrentdb-definition.ts'

type OptionSetter = (definition: KurrentdbDefinition, value: unknown) => void

/** What `options` takes, by its name in lower case: KurrentDB reads the names in any case. Streams of results are not written. */
export const optionSetters: ReadonlyMap<string, OptionSetter> = new Map([
  setter('$includeLinks', 'boolean', (definition, value) => {
    definition.includeLinks = value
  }),
  setter('reorderEvents', 'boolean', (definition, value) => {
    definition.reorderEvents = value
  }),
  setter('processingLag', 'number', (definition, value) => {
    definition.processingLagMs = Math.trunc(value)
  }),
  setter('biState', 'boolean', (definition, value) => {
    definition.biState = value
  }),
  setter('resultStreamName', 'string', () => {}),
  setter('trackEmittedStreams', 'boolean', () => {}),
])

interface OptionKinds {
  readonly boolean: boolean
  readonly number: number
  readonly string: string
}

function setter<Kind extends keyof OptionKinds>(
  name: string,
  kind: Kind,
  set: (definition: KurrentdbDefinition, value: OptionKinds[Kind]) => void,
): readonly [string, OptionSetter] {
  const isKind = (value: unknown): value is OptionKinds[Kind] => typeof value === kind
  return [
    name.toLowerCase(),
    (definition, value) => {
      if (!isKind(value))
        throw new EpochError('projection-invalid', `Invalid value for option '${name}': expected a ${kind}`)
      set(definition, value)
    },
  ]
}
