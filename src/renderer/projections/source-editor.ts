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

/** Makes the editor. `onChange` is called with the whole text after each change that a person makes. */
export function createEditor(parent: HTMLElement, source: string, onChange: (text: string) => void): EditorView {
  const changes = EditorView.updateListener.of((update) => {
    if (update.docChanged && !update.transactions.some((one) => one.isUserEvent('replace')))
      onChange(update.state.doc.toString())
  })
  return new EditorView({ parent, state: EditorState.create({ doc: source, extensions: [extensions(), changes] }) })
}

/** Puts another text in place of the editor's, unless it is that already. */
export function replaceSource(view: EditorView, source: string): void {
  const { doc } = view.state
  if (doc.toString() === source) return
  view.dispatch({ changes: { from: 0, to: doc.length, insert: source }, userEvent: 'replace' })
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

const look = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--field)', color: 'var(--text)', fontSize: '12px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.5' },
  '.cm-content': { caretColor: 'var(--text)' },
  '.cm-gutters': { backgroundColor: 'var(--field)', color: 'var(--text-quiet)', border: 'none' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--hover) 60%, transparent)' },
  '.cm-line.source-fault': { backgroundColor: 'var(--failure-soft)', boxShadow: 'inset 3px 0 var(--failure)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--accent-soft)',
  },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--accent-soft)',
    outline: '1px solid var(--line-strong)',
  },
})

function extensions(): Extension {
  return [
    EditorView.cspNonce.of(document.querySelector<HTMLMetaElement>('meta[name="epoch-nonce"]')?.content ?? ''),
    EditorView.contentAttributes.of({ 'aria-label': 'Projection source', spellcheck: 'false', tabindex: '0' }),
    lineNumbers(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    highlightActiveLine(),
    javascript({ typescript: true }),
    syntaxHighlighting(colors),
    markedLine,
    look,
    keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
  ]
}
