import type { EventType } from '../../core/event.ts'
import type { FilterValue } from '../../core/filter/filter-tree.ts'
import { formatPayloadPath, type PayloadPath } from '../../core/filter/payload-path.ts'
import { covers, isMasked, maskFor } from '../../core/mask.ts'
import { copyText } from '../state/copy-text.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { maskedValue } from '../state/masked-value.ts'
import type { JsonNode } from '../ui/json-nodes.ts'
import type { JsonRow } from '../ui/json-rows.ts'
import type { MenuItem } from '../ui/MenuList.tsx'

interface PayloadLine {
  readonly of: PayloadPath['of']
  /** Of the event. */
  readonly type: EventType
  readonly line: JsonRow
}

/** What can be done with one value of an event's data or metadata. */
export function payloadMenu(explorer: ExplorerStore, { of, type, line }: PayloadLine): readonly MenuItem[] {
  const { steps, node } = line
  const path: PayloadPath = { of, steps }
  return [
    ...filterItems(explorer, path, node),
    ...(steps.length > 0 ? pathItems(explorer, path, type, node) : []),
    ...maskItems(explorer, path),
    ...copyItems(explorer, path, node),
  ]
}

function filterItems(explorer: ExplorerStore, path: PayloadPath, node: JsonNode): readonly MenuItem[] {
  const { filterBy, allMasks } = explorer.getState()
  if (path.steps.length === 0) return []
  const value = filterValue(node)
  // What a mask hides must not be written into a filter.
  const byValue = value !== undefined && !isMasked(path, allMasks)
  const term = byValue ? ({ kind: 'compare', path, operator: '=', value } as const) : ({ kind: 'has', path } as const)
  return [
    {
      label: byValue ? 'Filter by this value' : 'Filter by there being one',
      icon: 'filter',
      onChoose: () => filterBy(term, 'only'),
    },
    {
      label: byValue ? 'Exclude this value' : 'Exclude where there is one',
      icon: 'exclude',
      onChoose: () => filterBy(term, 'exclude'),
    },
  ]
}

/** What a filter compares with; nothing for lists and objects. */
function filterValue({ kind, text }: JsonNode): FilterValue | undefined {
  switch (kind) {
    case 'number':
      return { kind: 'number', text }
    case 'string':
      return { kind: 'text', text: String(JSON.parse(text)) }
    case 'word':
      return text === 'null' ? { kind: 'null' } : { kind: 'boolean', value: text === 'true' }
    default:
      return undefined
  }
}

function pathItems(
  explorer: ExplorerStore,
  path: PayloadPath,
  type: EventType,
  { kind }: JsonNode,
): readonly MenuItem[] {
  const { showColumn, pinTrack } = explorer.getState()
  const text = formatPayloadPath(path)
  return [
    { label: 'Show as a column', icon: 'columns', onChoose: () => showColumn(text) },
    ...(kind === 'number' && path.of === 'data'
      ? [
          {
            label: 'Pin as a track',
            icon: 'chart' as const,
            onChoose: () => pinTrack({ kind: 'path', label: `${type} ${text}`, type, path: text }),
          },
        ]
      : []),
  ]
}

function maskItems(explorer: ExplorerStore, path: PayloadPath): readonly MenuItem[] {
  const { allMasks, maskPath, unmaskPath } = explorer.getState()
  const covering = allMasks.filter((mask) => covers(mask, path))
  const mask = formatPayloadPath(maskFor(path))
  if (covering.length === 0) return [{ label: `Mask ${mask}`, icon: 'mask', onChoose: () => maskPath(mask) }]
  return covering.map((one) => {
    const text = formatPayloadPath(one)
    return { label: `Mask ${text} no longer`, icon: 'unlock', onChoose: () => unmaskPath(text) }
  })
}

function copyItems(explorer: ExplorerStore, path: PayloadPath, node: JsonNode): readonly MenuItem[] {
  const state = explorer.getState()
  const masked = isMasked(path, state.allMasks)
  // Of what is around a mask the rest may be copied, while masked values are shown too.
  const json = (): string => maskedValue(path, node.text, state.allMasks)
  const value = (): string => (node.kind === 'string' ? String(JSON.parse(node.text)) : json())
  return [
    { label: 'Copy the path', icon: 'hash', onChoose: () => copyText(state, 'the path', formatPayloadPath(path)) },
    {
      label: 'Copy the value',
      icon: 'copy',
      ...(masked && { disabledWhy: 'masked' }),
      onChoose: () => copyText(state, 'the value', value()),
    },
    {
      label: 'Copy the JSON',
      icon: 'braces',
      ...(masked && { disabledWhy: 'masked' }),
      onChoose: () => copyText(state, 'the JSON', json()),
    },
  ]
}
