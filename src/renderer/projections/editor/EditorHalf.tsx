import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { ExplorerStore } from '../../state/explorer-store.ts'
import type { ProjectionTab } from '../../state/projection-tab.ts'
import { sourceFiles } from '../../state/source-files.ts'
import { eventDeclarations } from './event-declarations.ts'
import { FileNote } from './FileNote.tsx'
import { SourceEditor } from './SourceEditor.tsx'
import { startTypeWorker } from './start-type-worker.ts'
import { TypeClient } from './type-client.ts'
import './editor.css'

interface EditorHalfProps {
  readonly explorer: ExplorerStore
  readonly tab: ProjectionTab
}

/** The active tab's file, over one type worker for all of them. */
export default function EditorHalf({ explorer, tab }: EditorHalfProps) {
  const [types, failure] = useTypeWorker()
  const files = useStore(
    explorer,
    useShallow(({ projectionFolder, projections }) => {
      // What is being typed comes with each question.
      const { [tab.file]: _, ...others } = sourceFiles(projectionFolder, projections)
      return others
    }),
  )
  const shapes = useStore(explorer, (state) => state.eventShapes)
  const lineWanted = useStore(explorer, (state) => state.lineWanted)
  const surroundings = useMemo(() => ({ files, events: eventDeclarations(shapes) }), [files, shapes])

  useEffect(() => explorer.getState().wantEventShapes(), [explorer])

  useEffect(() => types?.surround(surroundings), [types, surroundings])

  if (types === undefined) return null
  return (
    <div className="editor-half">
      <FileNote explorer={explorer} tab={tab} />
      <SourceEditor
        key={tab.id}
        file={tab.file}
        source={tab.source}
        types={types}
        surroundings={surroundings}
        typesFailure={failure}
        faultLine={faultLineOf(tab)}
        cursor={lineWanted?.tab === tab.id ? lineWanted : undefined}
        onChange={(source) => explorer.getState().editProjection(tab.id, source)}
      />
    </div>
  )
}

/** The line of the tab's own file that ended the run. */
function faultLineOf({ status }: ProjectionTab): number | undefined {
  return status.kind === 'failed' && status.error.file === undefined ? status.error.line : undefined
}

/** Runs for as long as the editor is there. */
function useTypeWorker(): readonly [types: TypeClient | undefined, failure: string | undefined] {
  const [types, setTypes] = useState<TypeClient>()
  const [failure, setFailure] = useState<string>()
  useEffect(() => {
    const client = new TypeClient(startTypeWorker(), setFailure)
    setTypes(client)
    return () => client.close()
  }, [])
  return [types, failure]
}
