import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Icon } from '../ui/Icon.tsx'
import { keysOf } from './commands/keys-of.ts'
import { placeText } from './palette/place-text.ts'

/** Back and forward through the places that one was at, and to any other. */
export function PlaceButtons({ explorer }: { readonly explorer: ExplorerStore }) {
  const behind = useStore(explorer, ({ placesBehind }) => placesBehind.at(-1))
  const ahead = useStore(explorer, ({ placesAhead }) => placesAhead.at(-1))
  const { goBack, goForward, openGoTo } = explorer.getState()
  return (
    <fieldset className="place-buttons" aria-label="Where one was">
      <button
        type="button"
        className="button button-quiet button-icon"
        aria-label="Back"
        aria-keyshortcuts="Alt+ArrowLeft"
        title={
          behind === undefined
            ? 'Back: you have been nowhere else yet'
            : `Back: ${placeText(behind)} (${keysOf('go.back')})`
        }
        disabled={behind === undefined}
        onClick={goBack}
      >
        <Icon name="back" size="large" />
      </button>
      <button
        type="button"
        className="button button-quiet button-icon"
        aria-label="Forward"
        aria-keyshortcuts="Alt+ArrowRight"
        title={
          ahead === undefined
            ? 'Forward: you have not gone back'
            : `Forward: ${placeText(ahead)} (${keysOf('go.forward')})`
        }
        disabled={ahead === undefined}
        onClick={goForward}
      >
        <Icon name="forward" size="large" />
      </button>
      <button
        type="button"
        className="button button-quiet button-icon"
        aria-label="Go to…"
        aria-keyshortcuts="Control+G"
        title={`Go to a position, an event or a time (${keysOf('go.to')})`}
        onClick={() => openGoTo()}
      >
        <Icon name="go-to" size="large" />
      </button>
    </fieldset>
  )
}
