import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
  snippet,
} from '@codemirror/autocomplete'
import { type Diagnostic, linter, lintGutter, lintKeymap } from '@codemirror/lint'
import { type Extension, StateEffect } from '@codemirror/state'
import { type EditorView, hoverTooltip, keymap, type Tooltip, tooltips } from '@codemirror/view'
import type { TypeClient } from './type-client.ts'
import type { Explanation, TypeCompletion } from './type-protocol.ts'

/** What is known besides the source has changed: it is looked at again. */
const surroundingsChanged = StateEffect.define()

export function lookAgain(view: EditorView): void {
  view.dispatch({ effects: surroundingsChanged.of(null) })
}

/** How long nobody types before the source is looked at. */
const CHECK_PAUSE_MS = 200

/** Errors as one types, completion, and what is under the pointer. */
export function typeExtensions(types: Pick<TypeClient, 'ask'>, file: string): Extension {
  async function diagnose(view: EditorView): Promise<readonly Diagnostic[]> {
    const text = view.state.doc.toString()
    const found = await types.ask('diagnose', { file, text })
    return found.map((each) => ({ ...each, to: Math.min(each.to, text.length), source: 'TypeScript' }))
  }

  async function complete(context: CompletionContext): Promise<CompletionResult | null> {
    const { pos: at, explicit, state } = context
    const before = context.matchBefore(/[A-Za-z0-9_$]+|[.'"]/)
    if (before === null && !explicit) return null
    const text = state.doc.toString()
    const { from, options } = await types.ask('complete', { file, text, at })
    if (context.aborted) return null
    return {
      from,
      options: options.map((option) =>
        completionOf(option, () => types.ask('explainCompletion', { file, text, at, label: option.label })),
      ),
      validFor: /^[A-Za-z0-9_$]*$/,
    }
  }

  async function explain(view: EditorView, at: number): Promise<Tooltip | null> {
    const found = await types.ask('explain', { file, text: view.state.doc.toString(), at })
    if (found === undefined) return null
    return { pos: found.from, end: found.to, above: true, create: () => ({ dom: explanation(found) }) }
  }

  return [
    linter(diagnose, {
      delay: CHECK_PAUSE_MS,
      needsRefresh: ({ transactions }) =>
        transactions.some(({ effects }) => effects.some((effect) => effect.is(surroundingsChanged))),
    }),
    lintGutter(),
    autocompletion({ override: [complete], icons: false }),
    hoverTooltip(explain, { hoverTime: 250, hideOnChange: true }),
    tooltips({ parent: document.body }),
    keymap.of([...completionKeymap, ...lintKeymap]),
  ]
}

function completionOf(option: TypeCompletion, ask: () => Promise<Explanation | undefined>): Completion {
  const { label, apply, isSnippet, order, kind } = option
  return {
    label,
    type: kind,
    sortText: order,
    ...(apply !== undefined && { apply: isSnippet ? snippet(apply) : apply }),
    async info() {
      const found = await ask()
      return found === undefined ? null : explanation(found)
    },
  }
}

/** A type, and what its comment says, in which code stands between backticks. */
function explanation({ code, says }: Explanation): HTMLElement {
  const element = document.createElement('div')
  element.className = 'source-explanation'
  // Long ones scroll, by keyboard as well.
  element.tabIndex = 0
  const type = document.createElement('code')
  type.textContent = code
  element.append(type)
  if (says !== '') {
    const comment = document.createElement('p')
    comment.append(
      ...says.split(/`([^`]*)`/).map((part, place) => {
        if (place % 2 === 0) return part
        const quoted = document.createElement('code')
        quoted.textContent = part
        return quoted
      }),
    )
    element.append(comment)
  }
  return element
}
