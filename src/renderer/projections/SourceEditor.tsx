import type { EditorView } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { createEditor, markLine, replaceSource } from './source-editor.ts'

interface SourceEditorProps {
  readonly source: string
  /** Line, from 1, that an error names. */
  readonly faultLine: number | undefined
  readonly onChange: (source: string) => void
}

export default function SourceEditor({ source, faultLine, onChange }: SourceEditorProps) {
  const parent = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView>(null)
  const changed = useRef(onChange)
  const first = useRef(source)

  useEffect(() => {
    changed.current = onChange
  })

  useEffect(() => {
    if (parent.current === null) return
    const view = createEditor(parent.current, first.current, (text) => changed.current(text))
    editor.current = view
    return () => view.destroy()
  }, [])

  useEffect(() => {
    if (editor.current !== null) replaceSource(editor.current, source)
  }, [source])

  useEffect(() => {
    if (editor.current !== null) markLine(editor.current, faultLine)
  }, [faultLine])

  return <div ref={parent} className="source-editor" />
}
