import { MAX_SOURCE_CHARACTERS, MAX_VALUES_BYTES, type ProjectionFile } from '../../contract/host-contract.ts'
import { EpochError } from '../../core/errors.ts'
import type { JsonObject, JsonValue } from '../../core/json.ts'
import { checkJson } from '../../core/json-check.ts'
import { isObject, keptObjects } from './kept-values.ts'

/** Everything that is kept of a store, as one file to hand over. */
export interface WorkspaceFile {
  /** Of the store that it is about, for people. */
  readonly store: string
  /** As `workspaceOf` writes it, nothing masked in it. */
  readonly workspace: JsonObject
  /** By name. */
  readonly projections: readonly ProjectionFile[]
  /** A part of the history that the rest is about then, its positions counted from 1; absent where none was asked for. */
  readonly events: WorkspaceEvents | undefined
}

interface WorkspaceEvents {
  readonly count: number
  /** NDJSON of Epoch, at most {@link MAX_VALUES_BYTES}. */
  readonly text: string
}

export const WORKSPACE_FILE_ENDING = '.epoch-workspace'

/** Most bytes of such a file. */
export const MAX_WORKSPACE_FILE_BYTES = 8 * 1024 * 1024

const FORMAT = 'epoch-workspace'
const VERSION = 1
const MAX_PROJECTIONS = 200
const MAX_NAME = 200

/** The same file, the same text. */
export function workspaceFileText({ store, workspace, projections, events }: WorkspaceFile): string {
  const file: JsonObject = {
    format: FORMAT,
    version: VERSION,
    store,
    workspace,
    projections: projections.map(({ name, source }) => ({ name, source })),
    ...(events && { events: { count: events.count, text: events.text } }),
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

/**
 * Reads a file that anybody may have made. What its workspace says is not looked at here: whoever takes it in does that, part by part.
 *
 * @throws EpochError `workspace-invalid`, saying what is wrong with it
 */
export function readWorkspaceFile(text: string): WorkspaceFile {
  if (text.length > MAX_WORKSPACE_FILE_BYTES) throw invalid(`it has more than ${MAX_WORKSPACE_FILE_BYTES} characters`)
  const fault = checkJson(text)
  if (fault !== undefined) throw invalid(`it is no JSON: ${fault.message}, at character ${fault.at}`)
  const file: JsonValue = JSON.parse(text)
  if (!isObject(file) || file['format'] !== FORMAT) throw invalid('it does not say that it is one')
  if (typeof file['version'] !== 'number' || file['version'] > VERSION)
    throw invalid('a newer Epoch made it; open it with that')
  const { store, workspace, projections = [], events } = file
  if (typeof store !== 'string' || store.length > MAX_NAME) throw invalid('its "store" is no name')
  if (!isObject(workspace)) throw invalid('it has no "workspace"')
  return { store, workspace, projections: projectionsIn(projections), events: eventsIn(events) }
}

function projectionsIn(value: JsonValue): readonly ProjectionFile[] {
  if (!Array.isArray(value) || value.length > MAX_PROJECTIONS) throw invalid('its "projections" are no list')
  const byName = new Map<string, ProjectionFile>()
  for (const { name, source } of keptObjects(value)) {
    if (typeof name !== 'string' || !/^[A-Za-z0-9_-]{1,97}\.[jt]s$/.test(name))
      throw invalid('a projection has no name that a file may have')
    if (typeof source !== 'string' || source.length > MAX_SOURCE_CHARACTERS) throw invalid(`${name} has no source`)
    byName.set(name, { name, source })
  }
  if (byName.size < value.length) throw invalid('a projection is there twice, or is none')
  return [...byName.values()]
}

function eventsIn(value: JsonValue | undefined): WorkspaceEvents | undefined {
  if (value === undefined) return undefined
  if (!isObject(value)) throw invalid('its "events" are none')
  const { count, text } = value
  if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 1 || typeof text !== 'string')
    throw invalid('its "events" are none')
  if (new Blob([text]).size > MAX_VALUES_BYTES) throw invalid('its "events" have more than 1 MiB')
  return { count, text }
}

function invalid(why: string): EpochError {
  return new EpochError('workspace-invalid', `this is no workspace file that can be opened: ${why}`)
}
