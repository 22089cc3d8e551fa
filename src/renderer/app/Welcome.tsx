import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { FileDialog } from './FileDialog.tsx'
import { FilesList } from './FilesList.tsx'
import { pickFile } from './pick-file.ts'
import './welcome.css'

const MAX_RECENTS = 8

/** Where no store is open: what was open lately, and every way to open one. */
export function Welcome({ explorer }: { readonly explorer: ExplorerStore }) {
  const recents = useStore(explorer, ({ files }) => files)?.filter(({ recent }) => recent)
  const main = useRef<HTMLElement>(null)
  useEffect(() => void explorer.getState().askFiles(), [explorer])
  useEffect(() => {
    // What had the focus has gone with the tab that was shown before.
    if (document.activeElement === document.body) main.current?.querySelector('button')?.focus()
  }, [])
  return (
    <main ref={main} className="screen" aria-labelledby="welcome-title">
      <section className="screen-card welcome">
        <h1 id="welcome-title" className="screen-title">
          Epoch
        </h1>
        <p className="quiet">Open a history of events to look through it, at any moment of it.</p>
        <div className="welcome-parts">
          <Ways explorer={explorer} />
          <section aria-label="Recent">
            <h2 className="section-title">Recent</h2>
            {recents?.length === 0 && (
              <p className="panel-empty">What you open is listed here, so that it is one step away the next time.</p>
            )}
            <FilesList
              files={(recents ?? []).slice(0, MAX_RECENTS)}
              onChoose={({ ticket }) => void explorer.getState().openTab({ ticket })}
            />
          </section>
        </div>
        <p className="quiet">A file can also be dropped anywhere on this window.</p>
      </section>
    </main>
  )
}

type Choosing = 'open' | 'repository'

function Ways({ explorer }: { readonly explorer: ExplorerStore }) {
  const info = useStore(explorer, ({ hostInfo }) => hostInfo)
  const [choosing, setChoosing] = useState<Choosing>()
  const { chooseFile, openTab } = explorer.getState()

  function choose(purpose: Choosing): void {
    if (info?.dialogs) void chooseFile(purpose)
    else setChoosing(purpose)
  }

  return (
    <section className="welcome-ways" aria-label="Open">
      <h2 className="section-title">Open</h2>
      <Way
        icon="database"
        name="Open a store…"
        hint="SQLite event stores of any kind"
        onChoose={() => choose('open')}
      />
      <Way
        icon="import"
        name="Import a file of events…"
        hint="NDJSON, JSON, CSV, CloudEvents, …"
        onChoose={() => void importFile(explorer)}
      />
      <Way
        icon="repository"
        name="Your git repository…"
        hint="Its commits and files as events"
        onChoose={() => choose('repository')}
      />
      {info && (
        <Way
          icon="sparkles"
          name="The demo shop"
          hint="100,000 events with one fault to find"
          onChoose={() => void openTab({ ticket: info.demo })}
        />
      )}
      {choosing && <ChoosingDialog explorer={explorer} purpose={choosing} onClose={() => setChoosing(undefined)} />}
    </section>
  )
}

interface ChoosingDialogProps {
  readonly explorer: ExplorerStore
  readonly purpose: Choosing
  readonly onClose: () => void
}

function ChoosingDialog({ explorer, purpose, onClose }: ChoosingDialogProps) {
  return (
    <FileDialog
      explorer={explorer}
      title={purpose === 'open' ? 'Open' : 'Open a git repository'}
      only={purpose === 'repository' ? 'repository' : undefined}
      onChoose={({ ticket }) => {
        onClose()
        void explorer.getState().openTab({ ticket })
      }}
      onClose={onClose}
    />
  )
}

/** In the shell's dialog where there is one; else a file of the person's own machine, as a copy. */
async function importFile(explorer: ExplorerStore): Promise<void> {
  const { dropsGoTo, chooseFile, takeDropped } = explorer.getState()
  if (dropsGoTo === 'shell') return chooseFile()
  const file = await pickFile('')
  if (file !== undefined) await takeDropped(file, 'open')
}

interface WayProps {
  readonly icon: IconName
  readonly name: string
  readonly hint: string
  readonly onChoose: () => void
}

function Way({ icon, name, hint, onChoose }: WayProps) {
  return (
    <button type="button" className="welcome-way" onClick={onChoose}>
      <Icon name={icon} />
      <span className="welcome-way-name">{name}</span>
      <span className="welcome-way-hint quiet">{hint}</span>
    </button>
  )
}
