import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { javascript } from '@codemirror/lang-javascript'
import {
  bracketMatching,
  defaultHighlightStyle,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from '@codemirror/language'
import { EditorState, type Extension, StateEffect, StateField } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { editorLook } from './editor-look.ts'

/** Makes the editor. `onChange` is called with the whole text after each change that a person makes. */
export function createEditor(
  parent: HTMLElement,
  source: string,
  onChange: (text: string) => void,
  more: Extension,
): EditorView {
  const changes = EditorView.updateListener.of((update) => {
    if (update.docChanged && !update.transactions.some((one) => one.isUserEvent('replace')))
      onChange(update.state.doc.toString())
  })
  return new EditorView({
    parent,
    state: EditorState.create({ doc: source, extensions: [extensions(), changes, more] }),
  })
}

/** Puts another text in place of the editor's, unless it is that already. What is the same stays, and with it where the cursor is. */
export function replaceSource(view: EditorView, source: string): void {
  const text = view.state.doc.toString()
  if (text === source) return
  const most = Math.min(text.length, source.length)
  let from = 0
  while (from < most && text[from] === source[from]) from++
  let same = 0
  while (same < most - from && text.at(-1 - same) === source.at(-1 - same)) same++
  view.dispatch({
    changes: { from, to: text.length - same, insert: source.slice(from, source.length - same) },
    userEvent: 'replace',
  })
}

/** Puts the cursor at the beginning of a line, from 1, in sight and in focus. */
export function goToLine(view: EditorView, line: number): void {
  const { doc } = view.state
  const { from } = doc.line(Math.min(Math.max(1, line), doc.lines))
  view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) })
  view.focus()
}

/** Marks a line, from 1, or none. */
export function markLine(view: EditorView, line: number | undefined): void {
  view.dispatch({ effects: lineToMark.of(line) })
}

const lineToMark = StateEffect.define<number | undefined>()
const marked = Decoration.line({ class: 'source-fault' })

const markedLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(before, { effects, changes, newDoc }) {
    const effect = effects.find((one) => one.is(lineToMark))
    if (effect === undefined) return before.map(changes)
    const line = effect.value
    if (line === undefined || line < 1 || line > newDoc.lines) return Decoration.none
    return Decoration.set([marked.range(newDoc.line(line).from)])
  },
  provide: (field) => EditorView.decorations.from(field),
})

/** CodeMirror's own choice of what is told apart, in the theme's colours, by the colours it has for a light page. */
const themed: Readonly<Record<string, string>> = {
  '#708': 'var(--json-word)',
  '#219': 'var(--json-number)',
  '#164': 'var(--json-number)',
  '#a11': 'var(--json-text)',
  '#e40': 'var(--json-text)',
  '#00f': 'var(--text)',
  '#30a': 'var(--text)',
  '#085': 'var(--warning)',
  '#167': 'var(--warning)',
  '#256': 'var(--text)',
  '#00c': 'var(--json-key)',
  '#940': 'var(--text-quiet)',
  '#f00': 'var(--failure)',
}

const colors = HighlightStyle.define(
  defaultHighlightStyle.specs.map((spec) => ({ ...spec, color: themed[String(spec['color'])] ?? 'inherit' })),
)

function extensions(): Extension {
  return [
    EditorView.cspNonce.of(document.querySelector<HTMLMetaElement>('meta[name="epoch-nonce"]')?.content ?? ''),
    EditorView.contentAttributes.of({
      'aria-label': 'Projection source',
      'aria-description': 'Tab indents; Escape, then Tab, leaves the editor',
      spellcheck: 'false',
      tabindex: '0',
    }),
    lineNumbers(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    highlightActiveLine(),
    javascript({ typescript: true }),
    syntaxHighlighting(colors),
    markedLine,
    editorLook,
    keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
  ]
}
