import { useStore } from 'zustand'
import { linksOf } from '../../core/metadata.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { firstVersionOf, ownVersion } from '../state/own-version.ts'
import { Switch } from '../ui/Switch.tsx'

/** Whether the selected event is named as what caused the new ones. */
export function CauseSwitch({ explorer }: { readonly explorer: ExplorerStore }) {
  const cause = useStore(explorer, ({ composing }) => composing?.cause)
  const causedBy = useStore(explorer, ({ composing }) => composing?.causedBy)
  const firstVersion = useStore(explorer, firstVersionOf)
  if (cause === undefined)
    return <p className="quiet compose-cause">Select an event in the log before, and it can be named as the cause.</p>
  const { type, stream, version, id, metadata } = cause
  const correlationId = linksOf(metadata).correlationId ?? id
  return (
    <div className="compose-cause">
      <Switch
        label={`Caused by ${type} ${stream}@${ownVersion(version, firstVersion)}`}
        checked={causedBy === 'selection'}
        onChange={(next) => explorer.getState().editCompose({ causedBy: next === 'on' ? 'selection' : 'nothing' })}
      />
      {causedBy === 'selection' && (
        <p className="quiet mono compose-links">
          causationId {id}
          <br />
          correlationId {correlationId}
        </p>
      )}
    </div>
  )
}
