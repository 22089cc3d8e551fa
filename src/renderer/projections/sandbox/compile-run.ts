import { compileSource, placeInSource } from '../../../source/compile-source.ts'
import type { ProjectionCode } from '../../state/projection-port.ts'
import type { LoadedCode } from './worker-protocol.ts'

export interface RunSource {
  readonly code: LoadedCode
  /** The place in the source of a line of the script; `file` where that is not the projection's own. Nothing where it is of none. */
  placeOf(scriptLine: number | undefined): { readonly line?: number; readonly file?: string }
}

/** @param file what the source is compiled as. @throws EpochError `projection-invalid` with its place in the details */
export function compileRun({ source, files = {}, engineVersion = 2 }: ProjectionCode, file: string): RunSource {
  const compiled = compileSource(new Map(Object.entries(files)).set(file, source), file)
  return {
    code: { script: compiled.script, name: file.replace(/\.[^.]+$/, ''), engineVersion },
    placeOf: (scriptLine) => {
      const place = scriptLine === undefined ? undefined : placeInSource(compiled.files, scriptLine)
      if (place === undefined) return {}
      return place.file === file ? { line: place.line } : place
    },
  }
}
