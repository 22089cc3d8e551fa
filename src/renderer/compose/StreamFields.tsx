import { useId } from 'react'
import { useStore } from 'zustand'
import type { Composing } from '../state/composing.ts'
import { expectedWords } from '../state/expected-version.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { DraftField } from './DraftField.tsx'

interface StreamFieldsProps {
  readonly explorer: ExplorerStore
  readonly composing: Composing
}

/** Where the events go, and at which version that stream is taken to be. */
export function StreamFields({ explorer, composing }: StreamFieldsProps) {
  const streams = useStore(explorer, (state) => state.composeStreams)
  const { stream, expected, expectedBy, failure } = composing
  const { editCompose } = explorer.getState()
  const wordsId = useId()
  const streamsId = useId()
  return (
    <div className="compose-pair">
      <DraftField
        label="Stream"
        text={stream}
        failure={failure?.member === 'stream' ? failure.message : undefined}
        listId={streamsId}
        onChange={(text) => editCompose({ stream: text })}
      />
      <DraftField
        label="Expected version"
        text={expected}
        failure={failure?.member === 'expected' ? failure.message : undefined}
        hint={expectedBy === 'head' ? 'The stream’s version as last shown' : 'As you typed it'}
        listId={wordsId}
        onChange={(text) => editCompose({ expected: text })}
      />
      <datalist id={wordsId}>
        {expectedWords.map((word) => (
          <option key={word} value={word} />
        ))}
      </datalist>
      <datalist id={streamsId}>
        {streams.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </div>
  )
}
