import type { Projection } from '../../src/core/projection.ts'
import { loadProjection, type SourceModule } from '../../src/projection/dialects/load-projection.ts'
import type { ProjectionCode } from '../../src/renderer/state/projection-port.ts'
import { compileSource } from '../../src/source/compile-source.ts'

/** The projection that a source says, loaded into the test's own thread. */
export function projectionIn({
  source,
  file = 'projection.ts',
  files = {},
  engineVersion = 2,
}: ProjectionCode): Projection {
  const { script } = compileSource(new Map(Object.entries(files)).set(file, source), file)
  return projectionOfScript(script, { name: file, engineVersion })
}

export function projectionOfScript(
  script: string,
  options: Parameters<typeof loadProjection>[1] = { name: 'other', engineVersion: 2 },
): Projection {
  const module: SourceModule = new Function(`let epochModule; ${script}; return epochModule`)()
  return loadProjection(module, options)
}
