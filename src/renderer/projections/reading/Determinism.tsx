import type { DeterminismReport } from '../../../projection/ask/questions.ts'
import type { Asked } from '../../state/asked.ts'
import type { ExplorerStore } from '../../state/explorer-store.ts'
import { counted } from '../../ui/count-text.ts'
import { JsonDiffTree } from '../../ui/JsonDiffTree.tsx'
import { AskedState } from './AskedState.tsx'
import { EventLink } from './EventLink.tsx'
import { givenText } from './given-text.ts'

interface DeterminismProps {
  readonly explorer: ExplorerStore
  readonly asked: Asked<DeterminismReport>
}

/** Whether the same events gave the same state twice, and what might have kept them from it. */
export function Determinism({ explorer, asked }: DeterminismProps) {
  if (asked.kind === 'nothing') return null
  if (asked.kind !== 'answered') return <AskedState asked={asked} nothing="" />
  const { difference, uses } = asked.answer
  return (
    <div className="determinism">
      {difference === undefined ? (
        <p className="diff-total" role="status">
          <b>Folded twice, it came to the same.</b>
        </p>
      ) : (
        <>
          <p className="diff-total" role="status">
            <b className="text-failure">Folded twice, it came to two states.</b> First after{' '}
            <EventLink explorer={explorer} position={difference.position} />, in{' '}
            <span className="mono">{difference.key}</span>
          </p>
          <JsonDiffTree
            label={`The two states of ${difference.key}`}
            before={difference.first}
            after={difference.second}
          />
        </>
      )}
      {uses.length > 0 && (
        <ul className="failures">
          {uses.map(({ name, count, firstPosition }) => (
            <li key={name} className="failure">
              <span className="mono">{name}</span>
              <span className="quiet">
                asked for {counted(count, 'time')}, first at <EventLink explorer={explorer} position={firstPosition} />:
                it got {givenText(name)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
