import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { LeafField } from '../../core/event-shape/leaf-fields.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { newKurrentdbProjection, newProjection } from '../state/starter-projections.ts'
import { countByStream, fieldText, latestValue, summable, sumPerDay, tellable } from '../state/type-starters.ts'
import { ClosedFiles } from './ClosedFiles.tsx'
import './choices.css'

/** What a new projection may begin with: made from a type of event, almost empty, or a file that is there. */
export function ProjectionChoices({ explorer }: { readonly explorer: ExplorerStore }) {
  const types = useStore(explorer, (state) => state.types)
  const type = useStore(explorer, (state) => state.starterType)
  const fields = useStore(explorer, (state) => state.starterFields)
  const { setStarterType, startChosen } = explorer.getState()

  useEffect(() => {
    if (type === undefined && types.length > 0) setStarterType()
  }, [type, types, setStarterType])

  return (
    <div className="choices">
      {type !== undefined && (
        <fieldset className="choices-group">
          <legend className="label-text">
            From events of type
            <select
              className="select"
              aria-label="Type of event"
              value={type}
              onChange={({ target }) => setStarterType(types.find((each) => each === target.value))}
            >
              {(types.includes(type) ? types : [type, ...types]).map((each) => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
            </select>
          </legend>
          <div className="choices-one">
            <button type="button" className="button" onClick={() => startChosen(countByStream(type))}>
              Count by stream
            </button>
          </div>
          <FieldChoice
            key={`latest ${type}`}
            label="Latest value of"
            after=""
            fields={fields && tellable(fields)}
            onChoose={(field) => startChosen(latestValue(type, field))}
          />
          <FieldChoice
            key={`sum ${type}`}
            label="Sum of"
            after="per day"
            fields={fields && summable(fields)}
            onChoose={(field) => startChosen(sumPerDay(type, field))}
          />
        </fieldset>
      )}
      <div className="choices-group choices-row">
        <button type="button" className="button" onClick={() => startChosen(newProjection)}>
          Events per stream
        </button>
        <button type="button" className="button" onClick={() => startChosen(newKurrentdbProjection)}>
          In KurrentDB's JavaScript
        </button>
      </div>
      <ClosedFiles explorer={explorer} />
    </div>
  )
}

interface FieldChoiceProps {
  readonly label: string
  readonly after: string
  /** The most telling first; absent until they are known. */
  readonly fields: readonly LeafField[] | undefined
  readonly onChoose: (field: LeafField) => void
}

function FieldChoice({ label, after, fields, onChoose }: FieldChoiceProps) {
  const [chosen, setChosen] = useState<string>()
  const field = fields?.find((each) => fieldText(each) === chosen) ?? fields?.[0]
  if (fields !== undefined && field === undefined) return null
  const said = [label, field && fieldText(field), after].filter((part) => part).join(' ')
  return (
    <div className="choices-one">
      <button type="button" className="button" disabled={field === undefined} onClick={() => field && onChoose(field)}>
        {field === undefined ? `${label} …` : said}
      </button>
      {fields !== undefined && fields.length > 1 && field !== undefined && (
        <select
          className="select"
          aria-label={`Field of: ${label}`}
          value={fieldText(field)}
          onChange={({ target }) => setChosen(target.value)}
        >
          {fields.map(fieldText).map((text) => (
            <option key={text} value={text}>
              {text}
            </option>
          ))}
        </select>
      )}
    </div>
  )
}
