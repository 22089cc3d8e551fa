import { useStore } from 'zustand'
import { START } from '../../core/event.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { MAX_WAIT_MS, type PlaySpeed, playSpeeds } from '../state/play-pace.ts'
import { countText } from '../ui/count-text.ts'
import { durationText } from '../ui/duration-text.ts'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { togglePlay } from './slider-keys.ts'

interface ControlProps {
  readonly name: string
  readonly keys: string
  readonly icon: IconName
  readonly onClick: () => void
  readonly disabled?: boolean
}

/** Play, step and speed: everything that moves the playhead by buttons. One that comes to do nothing keeps the focus. */
export function TimelineControls({ explorer }: { readonly explorer: ExplorerStore }) {
  const playing = useStore(explorer, (state) => state.playing)
  const atStart = useStore(explorer, (state) => state.playhead === START)
  const atHead = useStore(explorer, (state) => state.playhead >= state.head)
  const empty = useStore(explorer, (state) => state.head === START)
  const state = explorer.getState
  return (
    <div className="timeline-controls" role="toolbar" aria-label="Playback">
      <Control
        name="To the start"
        keys="Home"
        icon="previous"
        disabled={atStart}
        onClick={() => state().scrubTo(START)}
      />
      <Control name="Step back" keys="←" icon="step-back" disabled={atStart} onClick={() => state().step(-1)} />
      <Control
        name={playing ? 'Pause' : 'Play'}
        keys="Space"
        icon={playing ? 'pause' : 'play'}
        disabled={empty}
        onClick={() => togglePlay(state())}
      />
      <Control name="Step forward" keys="→" icon="step" disabled={atHead} onClick={() => state().step(1)} />
      <Control name="To the end" keys="End" icon="next" disabled={atHead} onClick={() => state().followHead()} />
      <SpeedSelect explorer={explorer} />
      <ShortenedGap explorer={explorer} />
    </div>
  )
}

function Control({ name, keys, icon, onClick, disabled = false }: ControlProps) {
  return (
    <button
      type="button"
      className={icon === 'play' || icon === 'pause' ? 'timeline-control timeline-play' : 'timeline-control'}
      aria-label={name}
      title={`${name} (${keys})`}
      aria-disabled={disabled}
      onClick={() => !disabled && onClick()}
    >
      <Icon name={icon} />
    </button>
  )
}

function SpeedSelect({ explorer }: { readonly explorer: ExplorerStore }) {
  const speed = useStore(explorer, (state) => state.speed)
  const hasTimes = useStore(explorer, ({ status }) => status?.capabilities.time ?? true)
  const choose = (text: string): void => {
    const chosen = playSpeeds.find((one) => String(one) === text)
    if (chosen !== undefined) explorer.getState().setSpeed(chosen)
  }
  return (
    <select
      className="timeline-speed"
      aria-label="Speed"
      title="Events a second, or as many times as fast as they really came"
      value={speed}
      onChange={(event) => choose(event.target.value)}
    >
      {playSpeeds.map((one) => (
        <option key={one} value={one} disabled={typeof one === 'string' && !hasTimes}>
          {speedText(one)}
        </option>
      ))}
    </select>
  )
}

/** While playing waits in a long gap: how long it really is. */
function ShortenedGap({ explorer }: { readonly explorer: ExplorerStore }) {
  const shortenedUs = useStore(explorer, (state) => state.shortenedUs)
  if (shortenedUs === undefined) return null
  return (
    <span className="timeline-shortened" role="status">
      {durationText(shortenedUs)} idle, cut to {durationText(MAX_WAIT_MS * 1000)}
    </span>
  )
}

function speedText(speed: PlaySpeed): string {
  return typeof speed === 'string' ? `Gaps ${speed}` : `${countText(speed)}/s`
}
