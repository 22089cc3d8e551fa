import { treeOf } from '../../../core/event-filter.ts'
import { formatFilter } from '../../../core/filter/format-filter.ts'
import type { ExplorerState } from '../../state/explorer-store.ts'
import { type GoToTarget, parseGoTo } from '../../state/parse-go-to.ts'
import { counted, countText } from '../../ui/count-text.ts'
import type { PaletteEntry, PaletteGroup } from './palette-entry.ts'
import { placeText } from './place-text.ts'
import { ranked } from './ranked.ts'

/** Most entries of one heading. */
const MOST = 8

/** Places that one was at, the last one first, while nothing is typed yet. */
export function recentPlaces({ placesBehind }: ExplorerState): PaletteGroup {
  const entries = placesBehind.slice(-MOST).map(
    (place, at): PaletteEntry => ({
      id: `place ${at}`,
      name: placeText(place),
      icon: 'history',
      detail: formatFilter(treeOf(place.view)),
      keys: undefined,
      run: ({ goToPlace }) => goToPlace(place),
    }),
  )
  return { name: 'Where I was', entries: entries.reverse() }
}

/** Everything of the store that a text finds, under headings. */
export function foundPlaces(state: ExplorerState, text: string): readonly PaletteGroup[] {
  return [
    { name: 'Go to', entries: goToEntries(text) },
    { name: 'Streams', entries: state.paletteStreams.map(streamEntry) },
    { name: 'Types of events', entries: typeEntries(state, text) },
    { name: 'Projections', entries: projectionEntries(state, text) },
    { name: 'Saved filters', entries: filterEntries(state, text) },
    { name: 'Bookmarks', entries: bookmarkEntries(state, text) },
  ]
}

function goToEntries(text: string): readonly PaletteEntry[] {
  const [target] = parseGoTo(text)
  const what = target && targetText(target)
  if (what === undefined) return []
  return [{ id: 'go to', name: what, icon: 'go-to', detail: '', keys: undefined, run: ({ goTo }) => void goTo(text) }]
}

/** What is likely enough to be offered: any text could be an id. */
function targetText(target: GoToTarget): string | undefined {
  switch (target.kind) {
    case 'position':
      return `Position ${countText(target.position)}`
    case 'version':
      return `${target.stream}@${target.version}`
    case 'time':
      return `The last event by ${target.text}${target.zone === 'given' ? '' : ' UTC'}`
    case 'id':
      return isUuid(target.id) ? `The event ${target.id}` : undefined
  }
}

function isUuid(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
}

function streamEntry({ name, version }: ExplorerState['paletteStreams'][number]): PaletteEntry {
  return {
    id: `stream ${name}`,
    name,
    icon: 'lanes',
    detail: counted(version, 'event'),
    keys: undefined,
    run: ({ setView, showMiddle }) => {
      showMiddle('log')
      setView({ streams: [name] })
    },
  }
}

function typeEntries({ typeSummaries }: ExplorerState, text: string): readonly PaletteEntry[] {
  return ranked(typeSummaries, ({ name }) => [name], text, MOST).map(({ name, events }) => ({
    id: `type ${name}`,
    name,
    icon: 'type',
    detail: counted(events, 'event'),
    keys: undefined,
    run: ({ openPanel, openType }) => {
      openPanel('side')
      openType(name)
    },
  }))
}

function projectionEntries({ projectionFolder, projections }: ExplorerState, text: string): readonly PaletteEntry[] {
  const files = [...new Set([...projections, ...(projectionFolder?.files ?? [])].map(fileOf))]
  return ranked(files, (file) => [file, nameIn(projections, file)], text, MOST).map((file) => ({
    id: `projection ${file}`,
    name: nameIn(projections, file),
    icon: 'code',
    detail: file,
    keys: undefined,
    run: ({ openPanel, openProjectionFile, activateProjection, projections: now }) => {
      openPanel('projection')
      const tab = now.find((one) => one.file === file)
      if (tab === undefined) openProjectionFile(file)
      else activateProjection(tab.id)
    },
  }))
}

function fileOf(projection: { readonly file: string } | { readonly name: string }): string {
  return 'file' in projection ? projection.file : projection.name
}

function nameIn(projections: ExplorerState['projections'], file: string): string {
  return projections.find((one) => one.file === file)?.name ?? file
}

function filterEntries({ savedFilters }: ExplorerState, text: string): readonly PaletteEntry[] {
  return ranked(savedFilters, (filter) => [filter.name, filter.text], text, MOST).map((filter) => ({
    id: `filter ${filter.name}`,
    name: filter.name,
    icon: 'filter',
    detail: filter.text,
    keys: undefined,
    run: ({ applyFilter }) => applyFilter(filter.text),
  }))
}

function bookmarkEntries({ bookmarks }: ExplorerState, text: string): readonly PaletteEntry[] {
  return ranked(bookmarks, ({ note, position }) => [note, String(position)], text, MOST).map(({ position, note }) => ({
    id: `bookmark ${position}`,
    name: note === '' ? `Position ${countText(position)}` : note,
    icon: 'bookmark',
    detail: note === '' ? '' : `position ${countText(position)}`,
    keys: undefined,
    run: ({ scrubTo }) => scrubTo(position),
  }))
}
