import { useStore } from 'zustand'
import { START } from '../../core/event.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { type PlaySpeed, playSpeeds } from '../state/play-pace.ts'
import { countText } from '../ui/count-text.ts'
import { togglePlay } from './slider-keys.ts'

const icons = {
  start: 'M3 3h1.6v10H3zM13 3v10L5.6 8z',
  back: 'M11.5 3v10L4 8z',
  play: 'M4 2.5v11l9.5-5.5z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  forward: 'M4.5 3v10L12 8z',
  end: 'M11.4 3H13v10h-1.6zM3 3v10l7.4-5z',
} as const

interface ControlProps {
  readonly name: string
  readonly keys: string
  readonly icon: keyof typeof icons
  readonly onClick: () => void
  readonly disabled?: boolean
}

/** Play, step and speed: everything that moves the playhead by buttons. */
export function TimelineControls({ explorer }: { readonly explorer: ExplorerStore }) {
  const playing = useStore(explorer, (state) => state.playing)
  const atStart = useStore(explorer, (state) => state.playhead === START)
  const atHead = useStore(explorer, (state) => state.playhead >= state.head)
  const empty = useStore(explorer, (state) => state.head === START)
  const state = explorer.getState
  return (
    <div className="timeline-controls" role="toolbar" aria-label="Playback">
      <Control name="To the start" keys="Home" icon="start" disabled={atStart} onClick={() => state().scrubTo(START)} />
      <Control name="Step back" keys="←" icon="back" disabled={atStart} onClick={() => state().step(-1)} />
      <Control
        name={playing ? 'Pause' : 'Play'}
        keys="Space"
        icon={playing ? 'pause' : 'play'}
        disabled={empty}
        onClick={() => togglePlay(state())}
      />
      <Control name="Step forward" keys="→" icon="forward" disabled={atHead} onClick={() => state().step(1)} />
      <Control name="To the end" keys="End" icon="end" disabled={atHead} onClick={() => state().followHead()} />
      <SpeedSelect explorer={explorer} />
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
      disabled={disabled}
      onClick={onClick}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={icons[icon]} />
      </svg>
    </button>
  )
}

function SpeedSelect({ explorer }: { readonly explorer: ExplorerStore }) {
  const speed = useStore(explorer, (state) => state.speed)
  const choose = (text: string): void => {
    const chosen = playSpeeds.find((one) => String(one) === text)
    if (chosen !== undefined) explorer.getState().setSpeed(chosen)
  }
  return (
    <select
      className="timeline-speed"
      aria-label="Speed"
      value={speed}
      onChange={(event) => choose(event.target.value)}
    >
      {playSpeeds.map((one) => (
        <option key={one} value={one}>
          {speedText(one)}
        </option>
      ))}
    </select>
  )
}

function speedText(speed: PlaySpeed): string {
  if (typeof speed === 'string') return `real gaps ${speed}`
  return speed === 1 ? '1 event/s' : `${countText(speed)} events/s`
}
