import { InvalidFilter } from '../../core/errors.ts'
import type { FilterTree } from '../../core/filter/filter-tree.ts'
import { parseFilter } from '../../core/filter/parse-filter.ts'
import type { PayloadPath } from '../../core/filter/payload-path.ts'
import type { JsonObject, JsonText, JsonValue } from '../../core/json.ts'
import { maskedEvent } from '../../core/mask.ts'
import { isObject, keptObjects } from './kept-values.ts'

/**
 * A workspace as it may be handed over: the events that what-ifs have are masked, and a filter that says what is at a masked path, or
 * looks for words wherever they are, stays out of it.
 */
export function maskedWorkspace(workspace: JsonObject, masks: readonly PayloadPath[]): JsonObject {
  if (masks.length === 0) return workspace
  const tells = (text: JsonValue | undefined): boolean => typeof text === 'string' && mayTell(text, masks)
  const { view, filterHistory, savedFilters, pinnedTracks, whatIfs } = workspace
  return {
    ...workspace,
    ...(isObject(view) && { view: withoutText(view, tells) }),
    ...(Array.isArray(filterHistory) && { filterHistory: filterHistory.filter((text) => !tells(text)) }),
    ...(savedFilters !== undefined && { savedFilters: keptObjects(savedFilters).filter(({ text }) => !tells(text)) }),
    ...(pinnedTracks !== undefined && {
      pinnedTracks: keptObjects(pinnedTracks).filter(({ view: kept }) => !isObject(kept) || !tells(kept['where'])),
    }),
    ...(whatIfs !== undefined && { whatIfs: keptObjects(whatIfs).map((whatIf) => maskedWhatIf(whatIf, masks)) }),
  }
}

function withoutText({ where, ...rest }: JsonObject, tells: (text: JsonValue | undefined) => boolean): JsonObject {
  return where === undefined || tells(where) ? rest : { ...rest, where }
}

function maskedWhatIf(whatIf: JsonObject, masks: readonly PayloadPath[]): JsonObject {
  const masked = (events: JsonValue | undefined): readonly JsonObject[] =>
    keptObjects(events).map((event) => ({ ...event, ...maskedEvent(payloadOf(event), masks) }))
  return { ...whatIf, edit: masked(whatIf['edit']), insert: masked(whatIf['insert']) }
}

function payloadOf({ data, metadata }: JsonObject): { readonly data: JsonText; readonly metadata: JsonText } {
  return { data: String(data) as JsonText, metadata: String(metadata) as JsonText }
}

function mayTell(text: string, masks: readonly PayloadPath[]): boolean {
  try {
    return termsTell(parseFilter(text), masks)
  } catch (error) {
    // What is no filter, as a text that somebody is still writing, may say anything.
    if (error instanceof InvalidFilter) return true
    throw error
  }
}

function termsTell(tree: FilterTree, masks: readonly PayloadPath[]): boolean {
  switch (tree.kind) {
    case 'and':
    case 'or':
      return tree.parts.some((part) => termsTell(part, masks))
    case 'not':
      return termsTell(tree.part, masks)
    case 'words':
      return true
    case 'compare':
      return masks.some((mask) => overlap(mask, tree.path))
    default:
      return false
  }
}

/** Whether one path leads to the other's value or into it. A name that comes to a list leads into its items, so numbers are passed over. */
function overlap(mask: PayloadPath, path: PayloadPath): boolean {
  if (mask.of !== path.of) return false
  const [a, b] = [namesIn(mask), namesIn(path)]
  return a.slice(0, b.length).every((name, at) => at >= b.length || name === b[at])
}

function namesIn({ steps }: PayloadPath): readonly string[] {
  return steps.filter((step) => typeof step === 'string')
}
