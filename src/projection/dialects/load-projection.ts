import { EpochError } from '../../core/errors.ts'
import { type KurrentdbEngine, kurrentdbGlobals } from '../../core/kurrentdb-globals.ts'
import type { Projection } from '../../core/projection.ts'
import { epochProjection } from './epoch.ts'
import { kurrentdbDialect } from './kurrentdb.ts'

type ModuleFunction = (
  exports: Record<string, unknown>,
  require: (name: string) => unknown,
  ...globals: readonly unknown[]
) => void

/** The function that a compiled source leaves in `epochModule`, and the other files that it imports, by their paths. */
export interface SourceModule extends ModuleFunction {
  readonly path?: string
  /** Paths by the words with which they are imported. */
  readonly imports?: Readonly<Record<string, string>>
  readonly files?: Readonly<Record<string, ImportedFile>>
}

interface ImportedFile {
  readonly imports: Readonly<Record<string, string>>
  readonly run: ModuleFunction
}

export interface LoadOptions {
  /** What a projection is called that does not say its own name: KurrentDB's. */
  readonly name: string
  readonly engineVersion: KurrentdbEngine
}

/**
 * Runs a compiled source and makes a projection of what it says of itself: where it calls one of KurrentDB's `from…` functions it is KurrentDB's,
 * where it has a default export it is Epoch's.
 *
 * @throws EpochError `projection-invalid`; whatever the source's own code throws
 */
export function loadProjection(module: SourceModule, { name, engineVersion }: LoadOptions): Projection {
  const dialect = kurrentdbDialect({ engineVersion })
  const exported = runModule(
    module,
    kurrentdbGlobals.map((global) => dialect.globals[global]),
  )['default']
  if (dialect.namesSource) {
    if (exported === undefined) return dialect.projection(name)
    throw new EpochError(
      'projection-invalid',
      "it is KurrentDB's, as it says where its events come from, and has a default export as one of Epoch's: it can be only one of them",
    )
  }
  dialect.close()
  if (exported !== undefined) return epochProjection(exported)
  throw new EpochError(
    'projection-invalid',
    'it is no projection: it has no default export, and calls none of fromAll, fromStream, fromStreams, fromCategory and fromCategories',
    { member: 'the default export' },
  )
}

/** Every file is run once, when it is first imported; what it has exported so far is what files see that import it in a circle. */
function runModule(module: SourceModule, globals: readonly unknown[]): Record<string, unknown> {
  const exports: Record<string, unknown> = {}
  const loaded = new Map<string, Record<string, unknown>>([[module.path ?? '', exports]])
  const requireFrom =
    (imports: Readonly<Record<string, string>>) =>
    (wanted: string): unknown => {
      if (wanted === 'epoch/projection') return { projection: (definition: unknown) => definition }
      const path = Object.hasOwn(imports, wanted) ? imports[wanted] : undefined
      if (path === undefined) throw cannotImport(wanted)
      const known = loaded.get(path)
      if (known !== undefined) return known
      const file = module.files?.[path]
      if (file === undefined) throw cannotImport(wanted)
      const own: Record<string, unknown> = {}
      loaded.set(path, own)
      file.run(own, requireFrom(file.imports), ...globals)
      return own
    }
  module(exports, requireFrom(module.imports ?? {}), ...globals)
  return exports
}

function cannotImport(wanted: string): EpochError {
  const isFile = wanted.startsWith('.')
  const why = isFile
    ? "there is no such file in the projections' folder"
    : "a projection imports only 'epoch/projection', files of its folder, and types"
  return new EpochError('projection-invalid', `${JSON.stringify(wanted)} cannot be imported: ${why}`, {
    member: wanted,
  })
}
