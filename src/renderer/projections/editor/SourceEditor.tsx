import { diagnosticCount, forEachDiagnostic, openLintPanel, setDiagnosticsEffect } from '@codemirror/lint'
import type { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { useEffect, useRef, useState } from 'react'
import { type Problems, SourceProblems } from './SourceProblems.tsx'
import { createEditor, goToLine, markLine, replaceSource } from './source-editor.ts'
import type { TypeClient } from './type-client.ts'
import { lookAgain, typeExtensions } from './type-extensions.ts'
import type { TypeSurroundings } from './type-protocol.ts'

interface SourceEditorProps {
  /** Name of the file. */
  readonly file: string
  readonly source: string
  readonly types: TypeClient
  /** What the types are known from; the source is looked at again when it changes. */
  readonly surroundings: TypeSurroundings
  /** Why there are no types. */
  readonly typesFailure: string | undefined
  /** Line, from 1, that an error names. */
  readonly faultLine: number | undefined
  /** The line, from 1, that somebody wants to see; every other object asks anew. */
  readonly cursor: { readonly line: number } | undefined
  readonly onChange: (source: string) => void
}

/** One file being edited, and what is wrong with it. */
export function SourceEditor(props: SourceEditorProps) {
  const { file, source, types, surroundings, typesFailure, faultLine, cursor, onChange } = props
  const parent = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView>(null)
  const changed = useRef(onChange)
  const first = useRef(source)
  const [problems, setProblems] = useState<Problems>()

  useEffect(() => {
    changed.current = onChange
  })

  useEffect(() => {
    if (parent.current === null) return
    const told = EditorView.updateListener.of(({ state, transactions }) => {
      if (transactions.some(({ effects }) => effects.some((effect) => effect.is(setDiagnosticsEffect))))
        setProblems((before) => problemsIn(state, before))
    })
    const view = createEditor(parent.current, first.current, (text) => changed.current(text), [
      typeExtensions(types, file),
      told,
    ])
    editor.current = view
    return () => {
      editor.current = null
      view.destroy()
    }
  }, [types, file])

  useEffect(() => {
    if (editor.current !== null) replaceSource(editor.current, source)
  }, [source])

  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever the surroundings have become, the source is looked at again
  useEffect(() => {
    if (editor.current !== null) lookAgain(editor.current)
  }, [surroundings])

  useEffect(() => {
    if (editor.current !== null) markLine(editor.current, faultLine)
  }, [faultLine])

  useEffect(() => {
    if (editor.current !== null && cursor !== undefined) goToLine(editor.current, cursor.line)
  }, [cursor])

  return (
    <div className="source-editor">
      <div ref={parent} className="source-text" />
      <SourceProblems
        problems={problems}
        failure={typesFailure}
        onList={() => editor.current && openLintPanel(editor.current)}
      />
    </div>
  )
}

function problemsIn(state: EditorState, before: Problems | undefined): Problems {
  const count = diagnosticCount(state)
  let first: Problems['first']
  forEachDiagnostic(state, ({ message }, from) => {
    first ??= { line: state.doc.lineAt(from).number, message }
  })
  const isSame =
    count === before?.count && first?.line === before.first?.line && first?.message === before.first?.message
  return isSame ? before : { count, first }
}
