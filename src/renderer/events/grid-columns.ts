import type { PayloadPath } from '../../core/filter/payload-path.ts'
import {
  firstColumns,
  isStandard,
  type LogColumn,
  parsedPathOf,
  pathOf,
  type StandardColumn,
} from '../state/log-columns.ts'
import type { Zone } from '../state/settings-store.ts'

/** A column as the grid shows it. */
export interface GridColumn extends LogColumn {
  /** The payload path that it is made of: as text, and read. */
  readonly path: string | undefined
  readonly parsed: PayloadPath | undefined
}

/** How wide a column is where nobody set it: never below a CSS length, and by its share of what is left over. */
interface Track {
  readonly min: string
  readonly share: number
}

const tracks: Readonly<Record<StandardColumn, Track>> = {
  position: { min: 'calc(var(--position-digits) * 1ch + 28px)', share: 0 },
  time: { min: 'calc(23ch + 20px)', share: 0 },
  type: { min: '130px', share: 1.3 },
  stream: { min: '130px', share: 1.4 },
  version: { min: '72px', share: 0 },
  id: { min: '110px', share: 1 },
  correlation: { min: '110px', share: 1 },
  data: { min: '120px', share: 2.2 },
}

const pathTrack: Track = { min: '90px', share: 0.9 }

const titles: Readonly<Record<StandardColumn, string>> = {
  position: 'Position',
  time: 'Time (UTC)',
  type: 'Type',
  stream: 'Stream @ version',
  version: 'Version',
  id: 'Id',
  correlation: 'Correlation',
  data: 'Data',
}

/** The columns that are seen, in order: a store without times has none. */
export function gridColumns(columns: readonly LogColumn[], times: 'known' | 'unknown'): readonly GridColumn[] {
  return columns
    .filter(({ name, shown }) => shown && (name !== 'time' || times === 'known'))
    .map((column) => ({ ...column, path: pathOf(column.name), parsed: parsedPathOf(column.name) }))
}

/** What stands at the head of a column. */
export function columnTitle(name: string, zone: Zone): string {
  if (name === 'time' && zone === 'local') return 'Time (local)'
  return isStandard(name) ? titles[name] : name
}

/** Whether nobody has chosen columns or their widths: then they give way by themselves where there is little room. */
export function areFirst(columns: readonly LogColumn[]): boolean {
  return (
    columns.length === firstColumns.length &&
    columns.every(({ name, shown, widthPx }, place) => {
      const first = firstColumns[place]
      return widthPx === undefined && first?.name === name && first.shown === shown
    })
  )
}

/** The widths of chosen columns as CSS has them: of each, and the least of all together. */
export function columnTracks(columns: readonly GridColumn[]): { readonly each: string; readonly least: string } {
  const least = columns.map(leastWidth)
  const each = columns.map((column, at) => {
    const { share } = trackOf(column.name)
    return column.widthPx !== undefined || share === 0 ? least[at] : `minmax(${least[at]}, ${share}fr)`
  })
  return { each: each.join(' '), least: `calc(${least.join(' + ')})` }
}

function leastWidth({ name, widthPx }: GridColumn): string {
  return widthPx === undefined ? trackOf(name).min : `${widthPx}px`
}

function trackOf(name: string): Track {
  return isStandard(name) ? tracks[name] : pathTrack
}
