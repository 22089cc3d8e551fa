import { type CopyForm, copyForms } from '../../core/event-copies.ts'
import type { EventDetail } from '../../core/log-index.ts'
import { copyNames } from '../state/event-view-slice.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { IconName } from '../ui/Icon.tsx'
import type { MenuItem } from '../ui/MenuList.tsx'

const icons: Readonly<Record<CopyForm, IconName>> = {
  data: 'braces',
  metadata: 'tag',
  code: 'code',
  fixture: 'file',
  curl: 'send',
}

/** What the event can be copied as, each without what is masked. */
export function copyMenu(explorer: ExplorerStore, { metadata }: EventDetail): readonly MenuItem[] {
  return copyForms.map((form) => ({
    label: copyNames[form],
    icon: icons[form],
    ...(form === 'metadata' && metadata === '' && { disabledWhy: 'it has none' }),
    onChoose: () => explorer.getState().copyEvent(form),
  }))
}
