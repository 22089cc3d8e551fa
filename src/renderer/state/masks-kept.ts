import { InvalidFilter } from '../../core/errors.ts'
import { formatPayloadPath } from '../../core/filter/payload-path.ts'
import type { JsonObject, JsonValue } from '../../core/json.ts'
import { readMask } from '../../core/mask.ts'
import { masked } from './masks-slice.ts'
import type { WorkspacePart } from './workspace-part.ts'

export const masksKept: WorkspacePart = {
  watched: ['masks'],
  write: ({ masks }) => ({ masks }),
  read: (kept) => masked([...new Set(listOf(kept).flatMap(pathsOf))]),
}

/** Before there were masks on screen, those of exports were kept by another name. */
function listOf({ masks, exportMasks }: JsonObject): readonly JsonValue[] {
  const list = masks ?? exportMasks
  return Array.isArray(list) ? list : []
}

function pathsOf(value: JsonValue): readonly string[] {
  if (typeof value !== 'string') return []
  try {
    return [formatPayloadPath(readMask(value.trim()))]
  } catch (error) {
    if (error instanceof InvalidFilter) return []
    throw error
  }
}
