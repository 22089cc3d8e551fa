import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { ShownType } from '../state/type-catalogue-slice.ts'
import { typeMark, typeMarks } from '../state/type-mark.ts'
import type { IconName } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { FieldsOverTime } from './FieldsOverTime.tsx'
import { TypeFacts } from './TypeFacts.tsx'
import { TypeMarkShape } from './TypeMarkShape.tsx'
import { TypeSamples } from './TypeSamples.tsx'
import { TypeSchema } from './TypeSchema.tsx'
import './type-catalogue.css'

/** All that is known of one type of events. */
export function TypeDetails({ explorer }: { readonly explorer: ExplorerStore }) {
  const shown = useStore(explorer, (state) => state.shownType)
  return (
    <section className="panel" aria-label="Type">
      {shown === undefined ? (
        <>
          <div className="panel-head">
            <h2 className="panel-title">Type</h2>
          </div>
          <p className="panel-empty">
            Choose a type under Types at the left, and again once the log shows it: what its events hold, since when
            each field is there, and some of them are shown here.
          </p>
        </>
      ) : (
        <>
          <TypeHead explorer={explorer} shown={shown} />
          <div className="type-body">
            <TypeFacts explorer={explorer} shown={shown} />
            <TypeSchema explorer={explorer} shown={shown} />
            <FieldsOverTime explorer={explorer} shown={shown} />
            <TypeSamples key={shown.type} explorer={explorer} samples={shown.samples} />
          </div>
        </>
      )}
    </section>
  )
}

interface TypeHeadProps {
  readonly explorer: ExplorerStore
  readonly shown: ShownType
}

function TypeHead({ explorer, shown: { type, last } }: TypeHeadProps) {
  const names = useStore(explorer, (state) => state.types)
  const marks = useMemo(() => typeMarks(names), [names])
  const { setView, chooseNewProjection, openCompose } = explorer.getState()
  return (
    <div className="panel-head">
      <TypeMarkShape mark={typeMark(marks, type)} />
      <h2 className="panel-title type-title" title={type}>
        {type}
      </h2>
      <HeadButton label="Show only this type" icon="filter" onPress={() => setView({ types: [type] })} />
      <HeadButton label={`New projection from ${type}`} icon="chart" onPress={() => chooseNewProjection(type)} />
      {last && (
        <HeadButton
          label="Compose one like the last"
          icon="edit"
          onPress={() => openCompose({ template: last.position })}
        />
      )}
    </div>
  )
}

interface HeadButtonProps {
  readonly label: string
  readonly icon: IconName
  readonly onPress: () => void
}

function HeadButton({ label, icon, onPress }: HeadButtonProps) {
  return <IconButton icon={icon} label={label} onUse={onPress} />
}
