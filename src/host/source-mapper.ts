import type { StartProcess } from '../backends/foreign/killable-process.ts'
import { outlineFile, previewMappingOf } from '../backends/open-backend.ts'
import { EpochError, isEpochError } from '../core/errors.ts'
import { previewOf } from '../core/log-index.ts'
import type { MappingPreview, SourceOutline, StoreMapping } from '../core/store-mapping.ts'
import { openHistory } from '../transfer/open-history.ts'
import { outlineRows } from '../transfer/outline-rows.ts'
import type { StoreMappings } from './store-mappings.ts'

const PREVIEWED_EVENTS = 20
const MOST_PROBLEMS = 10

export interface SourceMapperOptions {
  readonly startProcess: StartProcess
  readonly mappings: StoreMappings
}

/** What is in databases and files of rows that no known kind fits, and what a person says about it. */
export class SourceMapper {
  readonly #options: SourceMapperOptions

  constructor(options: SourceMapperOptions) {
    this.#options = options
  }

  /** @throws EpochError where it is neither a database nor a file of rows */
  async outline(path: string): Promise<SourceOutline> {
    try {
      return await outlineFile(path, { startProcess: this.#options.startProcess })
    } catch (error) {
      if (!isEpochError(error, 'store-not-sqlite')) throw error
      return await outlineRows(path)
    }
  }

  /** @throws EpochError `invalid-mapping` */
  async preview(path: string, mapping: StoreMapping): Promise<MappingPreview> {
    if (mapping.table !== '') return await previewMappingOf(path, mapping, { startProcess: this.#options.startProcess })
    return await previewRows(path, mapping)
  }

  /** Keeps a mapping that fits the file. @throws EpochError `invalid-mapping` */
  async save(path: string, mapping: StoreMapping): Promise<void> {
    await this.preview(path, mapping)
    await this.#options.mappings.keep(mapping)
  }
}

async function previewRows(path: string, mapping: StoreMapping): Promise<MappingPreview> {
  const { history, mapping: used } = await openHistory(path, { mappings: [mapping] })
  if (used !== mapping) throw columnsMissing(path)
  for await (const { events, faults } of history) {
    return {
      events: events.slice(0, PREVIEWED_EVENTS).map(({ stream, type, createdAtUs, data }, i) => ({
        position: i + 1,
        stream,
        version: events.slice(0, i + 1).filter((event) => event.stream === stream).length,
        type,
        ...(mapping.columns.time !== undefined && { createdAtUs }),
        preview: previewOf(data),
      })),
      problems: [...new Set(faults.map(({ line, message }) => `Line ${line}: ${message}.`))].slice(0, MOST_PROBLEMS),
    }
  }
  return { events: [], problems: ['The file has no rows.'] }
}

/** For rows that lack a column which a mapping names. */
export function columnsMissing(path: string): EpochError {
  return new EpochError(
    'invalid-mapping',
    `${path} has not all the columns that the mapping names; choose those it has`,
    {
      path,
    },
  )
}
