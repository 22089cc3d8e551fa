import { Command } from 'cmdk'
import { useLayoutEffect, useRef } from 'react'
import { flushSync } from 'react-dom'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../../state/explorer-store.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Keys } from '../../ui/Keys.tsx'
import { useModal } from '../../ui/use-modal.ts'
import { keysText } from '../commands/keys.ts'
import { system } from '../commands/system.ts'
import type { PaletteEntry, PaletteGroup } from './palette-entry.ts'
import { paletteGroups } from './palette-groups.ts'
import './palette.css'

/** Finds everything that can be done, and everything in the store that has a name. */
export function Palette({ explorer }: { readonly explorer: ExplorerStore }) {
  const open = useStore(explorer, (state) => state.paletteText !== undefined)
  return open ? <OpenPalette explorer={explorer} /> : null
}

function OpenPalette({ explorer }: { readonly explorer: ExplorerStore }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const text = useStore(explorer, (state) => state.paletteText ?? '')
  useStore(explorer, (state) => state.paletteStreams)
  const groups = paletteGroups(explorer.getState(), text)
  useModal(dialog)
  useLayoutEffect(() => input.current?.focus(), [])

  function choose(entry: PaletteEntry): void {
    // The dialog is gone, and the focus back, before anything else takes it.
    flushSync(() => explorer.getState().closePalette())
    entry.run(explorer.getState())
  }

  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label="Find anything"
      onCancel={(event) => {
        event.preventDefault()
        explorer.getState().closePalette()
      }}
      onClick={({ target }) => {
        if (target === dialog.current) explorer.getState().closePalette()
      }}
      onKeyDown={(event) => {
        if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        explorer.getState().closePalette()
      }}
    >
      <Command className="palette-box" label="Find anything" shouldFilter={false} vimBindings={false} loop>
        <div className="palette-field">
          <Icon name="find" size="large" />
          <Command.Input
            ref={input}
            className="palette-input"
            placeholder="A command, stream, type, projection, bookmark, position or time"
            value={text}
            onValueChange={(typed) => explorer.getState().typeInPalette(typed)}
          />
        </div>
        <Command.List className="palette-list" label="What was found">
          <Command.Empty className="palette-empty">Nothing has that name.</Command.Empty>
          {groups.map((group) => (
            <Group key={group.name} group={group} onChoose={choose} />
          ))}
        </Command.List>
        <p className="palette-foot quiet">
          <Keys text="↑ ↓" /> to move, <Keys text="Enter" /> to choose, <Keys text="Esc" /> to close; after{' '}
          <Keys text=">" /> only commands
        </p>
      </Command>
    </dialog>
  )
}

interface GroupProps {
  readonly group: PaletteGroup
  readonly onChoose: (entry: PaletteEntry) => void
}

function Group({ group: { name, entries }, onChoose }: GroupProps) {
  return (
    <Command.Group className="palette-group" heading={name}>
      {entries.map((entry) => (
        <Command.Item key={entry.id} className="palette-item" value={entry.id} onSelect={() => onChoose(entry)}>
          <Icon name={entry.icon} />
          <span className={entry.keys !== undefined && entry.detail !== '' ? 'palette-name quiet' : 'palette-name'}>
            {entry.name}
          </span>
          {entry.detail !== '' && <span className="palette-detail quiet">{entry.detail}</span>}
          {entry.keys !== undefined && <Keys text={keysText(entry.keys, system)} />}
        </Command.Item>
      ))}
    </Command.Group>
  )
}
