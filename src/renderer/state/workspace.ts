import { EpochError } from '../../core/errors.ts'
import { type Position, START } from '../../core/event.ts'
import type { EventFilter } from '../../core/event-filter.ts'
import type { JsonObject, JsonValue } from '../../core/json.ts'
import { readWhatIf } from '../../core/read-what-if.ts'
import type { WhatIf } from '../../core/what-if.ts'
import type { StatePath } from '../../projection/ask/questions.ts'
import type { ExplorerState } from './explorer-store.ts'
import { isObject, keptObjects, keptPosition, keptTexts, keptView } from './kept-values.ts'
import type { PanelShares } from './layout-slice.ts'
import { type PlaySpeed, playSpeeds } from './play-pace.ts'
import type { OpenedFile } from './projection-tab.ts'
import { type ReadForm, readForms } from './reading-slice.ts'
import { type Theme, themes } from './settings-store.ts'
import { workspaceParts } from './workspace-part.ts'

/** Which files of the folder of projections are in tabs, in order. */
export type OpenFiles =
  | { readonly kind: 'files'; readonly files: readonly Omit<OpenedFile, 'source'>[] }
  /** As they were kept before there was a folder. */
  | { readonly kind: 'sources'; readonly sources: readonly string[] }
  | { readonly kind: 'first-visit' }

/** How the read model of an open file is looked at. */
interface KeptReading {
  readonly file: string
  readonly form: ReadForm
  readonly key: string | undefined
}

/** A path that is followed in the read model of an open file. */
interface KeptWatch {
  readonly file: string
  readonly key: string
  readonly path: StatePath
}

/** What is kept of a store between visits. */
export interface Workspace {
  readonly playhead: Position
  readonly following: boolean
  readonly view: EventFilter
  readonly selected: Position | undefined
  readonly speed: PlaySpeed
  /** As it was kept before the window had settings of its own. */
  readonly theme: Theme | undefined
  readonly panels: Readonly<Record<string, PanelShares>>
  readonly openFiles: OpenFiles
  /** Place of the active tab, from 0. */
  readonly activeProjection: number
  readonly readings: readonly KeptReading[]
  readonly watches: readonly KeptWatch[]
  readonly markedMoment: Position | undefined
  readonly whatIfs: readonly WhatIf[]
  /** Name of the active one. */
  readonly activeWhatIf: string | undefined
}

export function workspaceOf(state: ExplorerState): JsonObject {
  const { playhead, following, view, selected, speed, panels, projections, activeProjection } = state
  const { whatIfs, activeWhatIf, markedMoment } = state
  return {
    playhead,
    following,
    view: { ...view },
    ...(selected !== undefined && { selected }),
    speed,
    panels,
    openFiles: projections.map(({ file, engineVersion }) => ({ file, engineVersion })),
    activeProjection: Math.max(
      0,
      projections.findIndex(({ id }) => id === activeProjection),
    ),
    readings: readingsIn(state),
    watches: watchesIn(state),
    ...(markedMoment !== undefined && { markedMoment }),
    whatIfs: whatIfs.map(jsonOfWhatIf),
    ...(activeWhatIf !== undefined && { activeWhatIf }),
    ...Object.assign({}, ...workspaceParts.map((part) => part.write(state))),
  }
}

/** Reads what was kept, perhaps by another version of Epoch: what is not understood is as if it were not there. */
export function readWorkspace(kept: JsonObject): Workspace {
  return {
    playhead: keptPosition(kept['playhead']) ?? START,
    following: kept['following'] !== false,
    view: keptView(kept['view']),
    selected: keptPosition(kept['selected']),
    speed: playSpeeds.find((speed) => speed === kept['speed']) ?? 100,
    theme: themes.find((theme) => theme === kept['theme']),
    panels: panelsOf(kept['panels']),
    openFiles: openFilesOf(kept),
    activeProjection: typeof kept['activeProjection'] === 'number' ? kept['activeProjection'] : 0,
    readings: readingsOf(kept['readings']),
    watches: watchesOf(kept['watches']),
    markedMoment: keptPosition(kept['markedMoment']),
    ...whatIfsOf(kept['whatIfs'], kept['activeWhatIf']),
  }
}

function readingsIn({ projections, readings }: ExplorerState): readonly JsonObject[] {
  return projections.flatMap(({ id, file }) => {
    const { [id]: reading } = readings
    return reading === undefined
      ? []
      : [{ file, form: reading.form, ...(reading.key !== undefined && { key: reading.key }) }]
  })
}

function watchesIn({ projections, watches }: ExplorerState): readonly JsonObject[] {
  return watches.flatMap(({ tab, key, path }) => {
    const file = projections.find(({ id }) => id === tab)?.file
    return file === undefined ? [] : [{ file, key, path }]
  })
}

function jsonOfWhatIf({ name, skip, edit, insert }: WhatIf): JsonObject {
  return { name, skip, edit: edit.map((event) => ({ ...event })), insert: insert.map((event) => ({ ...event })) }
}

/** Those that say what a what-if can say, the first of each name. */
function whatIfsOf(
  kept: JsonValue | undefined,
  active: JsonValue | undefined,
): Pick<Workspace, 'whatIfs' | 'activeWhatIf'> {
  const byName = new Map<string, WhatIf>()
  for (const value of Array.isArray(kept) ? kept : []) {
    const whatIf = legalWhatIf(value)
    if (whatIf !== undefined && !byName.has(whatIf.name)) byName.set(whatIf.name, whatIf)
  }
  const activeWhatIf = typeof active === 'string' && byName.has(active) ? active : undefined
  return { whatIfs: [...byName.values()], activeWhatIf }
}

function legalWhatIf(value: JsonValue): WhatIf | undefined {
  try {
    return readWhatIf(value)
  } catch (error) {
    if (error instanceof EpochError) return undefined
    throw error
  }
}

function openFilesOf({ openFiles, projections }: JsonObject): OpenFiles {
  if (Array.isArray(openFiles)) {
    const files = keptObjects(openFiles).flatMap(({ file, engineVersion }) => {
      if (typeof file !== 'string') return []
      return [{ file, engineVersion: engineVersion === 1 ? (1 as const) : (2 as const) }]
    })
    return { kind: 'files', files }
  }
  if (Array.isArray(projections) && projections.length > 0) return { kind: 'sources', sources: keptTexts(projections) }
  return { kind: 'first-visit' }
}

function readingsOf(kept: JsonValue | undefined): readonly KeptReading[] {
  return keptObjects(kept).flatMap(({ file, form: name, key }) => {
    const form = readForms.find((each) => each === name)
    if (typeof file !== 'string' || form === undefined) return []
    return [{ file, form, key: typeof key === 'string' ? key : undefined }]
  })
}

function watchesOf(kept: JsonValue | undefined): readonly KeptWatch[] {
  return keptObjects(kept).flatMap(({ file, key, path }) =>
    typeof file === 'string' && typeof key === 'string' && isPath(path) ? [{ file, key, path }] : [],
  )
}

function isPath(value: JsonValue | undefined): value is readonly (string | number)[] {
  return Array.isArray(value) && value.every((step) => typeof step === 'string' || keptPosition(step) !== undefined)
}

function panelsOf(value: JsonValue | undefined): Workspace['panels'] {
  if (!isObject(value)) return {}
  const groups = Object.entries(value).flatMap(([group, shares]) =>
    isShares(shares) ? [[group, shares] as const] : [],
  )
  return Object.fromEntries(groups)
}

function isShares(value: JsonValue): value is JsonObject & PanelShares {
  return (
    isObject(value) && Object.values(value).every((share) => typeof share === 'number' && share >= 0 && share <= 100)
  )
}
