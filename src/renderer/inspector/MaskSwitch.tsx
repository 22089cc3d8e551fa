import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'

/** Whether masked values are hidden on screen, and the way to the list of masks. */
export function MaskSwitch({ explorer }: { readonly explorer: ExplorerStore }) {
  const masks = useStore(explorer, (state) => state.masks)
  const revealed = useStore(explorer, (state) => state.revealed)
  const { openMasks, revealMasked, hideMasked } = explorer.getState()
  return (
    <>
      {masks.length > 0 && (
        <button
          type="button"
          className={revealed ? 'button button-small mask-revealed' : 'button button-small'}
          aria-pressed={revealed}
          title="Shows on screen what is masked, until you hide it or close the window; copies and files stay masked"
          onClick={revealed ? hideMasked : revealMasked}
        >
          <Icon name={revealed ? 'unlock' : 'lock'} />
          Reveal
        </button>
      )}
      <IconButton icon="mask" label="Masks…" onUse={openMasks} />
    </>
  )
}
