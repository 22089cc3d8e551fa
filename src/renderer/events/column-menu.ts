import type { ExplorerStore } from '../state/explorer-store.ts'
import type { MenuItem } from '../ui/MenuList.tsx'
import type { GridColumn } from './grid-columns.ts'

/** What can be done with a column. */
export function columnMenu(explorer: ExplorerStore, columns: readonly GridColumn[], name: string): readonly MenuItem[] {
  const { moveColumn, resizeColumn, hideColumn, resetColumns } = explorer.getState()
  const place = columns.findIndex((column) => column.name === name)
  const { widthPx, path } = columns[place] ?? {}
  const isMade = path === name
  return [
    {
      label: 'Move left',
      icon: 'left',
      ...(place === 0 ? { disabledWhy: 'the first' } : { keys: 'Ctrl+←' }),
      onChoose: () => moveColumn(name, columns[place - 1]?.name),
    },
    {
      label: 'Move right',
      icon: 'right',
      ...(place === columns.length - 1 ? { disabledWhy: 'the last' } : { keys: 'Ctrl+→' }),
      onChoose: () => moveColumn(name, columns[place + 2]?.name),
    },
    {
      label: 'Width as there is room',
      icon: 'reset',
      ...(widthPx === undefined && { disabledWhy: 'it is' }),
      onChoose: () => resizeColumn(name, undefined),
    },
    {
      label: isMade ? 'Remove this column' : 'Hide this column',
      icon: isMade ? 'delete' : 'eye-off',
      ...(columns.length === 1 && { disabledWhy: 'the only one' }),
      onChoose: () => hideColumn(name),
    },
    { label: 'Columns as at first', icon: 'columns', onChoose: resetColumns },
  ]
}
