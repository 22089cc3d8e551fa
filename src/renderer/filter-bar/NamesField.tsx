import { type KeyboardEvent, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { NameField, NamePattern } from '../../core/filter/filter-tree.ts'
import { formatName } from '../../core/filter/format-filter.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { FilterCandidate } from '../state/filter-candidates.ts'
import { countText } from '../ui/count-text.ts'

interface NamesFieldProps {
  readonly explorer: ExplorerStore
  readonly of: NameField
  readonly names: readonly NamePattern[]
  readonly onChange: (names: readonly NamePattern[]) => void
}

interface NameChoice {
  readonly pattern: NamePattern
  readonly events?: number
}

const titles: Readonly<Record<NameField, string>> = { type: 'types', stream: 'streams', category: 'categories' }

/** Which names an event may have: those of the store to tick, and patterns to write. */
export function NamesField({ explorer, of, names, onChange }: NamesFieldProps) {
  const candidates = useStore(explorer, (state) => state.filterSuggestions?.candidates)
  const [text, setText] = useState('')
  const [begun] = useState(names)

  useEffect(() => {
    explorer.getState().suggestFilter(`${of}:`, of.length + 1)
    return () => explorer.getState().dismissSuggestions()
  }, [explorer, of])

  function look(next: string): void {
    setText(next)
    const asked = next === '' ? `${of}:` : `${of}:${JSON.stringify(next).slice(0, -1)}`
    explorer.getState().suggestFilter(asked, asked.length)
  }

  function toggle(pattern: NamePattern): void {
    onChange(has(names, pattern) ? names.filter((one) => !isSame(one, pattern)) : [...names, pattern])
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || text === '' || event.nativeEvent.isComposing) return
    event.preventDefault()
    toggle({ text, wild: text.includes('*') })
    look('')
  }

  return (
    <>
      <input
        type="search"
        className="field"
        aria-label={`Find ${titles[of]}`}
        placeholder={`Find ${titles[of]}; Enter adds ${of === 'type' ? 'Order*' : 'order-*'}`}
        spellCheck={false}
        autoComplete="off"
        data-first
        value={text}
        onChange={(event) => look(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <fieldset className="term-names" aria-label={`Events of these ${titles[of]}`}>
        {choicesOf(begun, names, candidates ?? []).map((choice) => (
          <NameBox
            key={formatName(choice.pattern)}
            choice={choice}
            checked={has(names, choice.pattern)}
            onToggle={() => toggle(choice.pattern)}
          />
        ))}
      </fieldset>
    </>
  )
}

interface NameBoxProps {
  readonly choice: NameChoice
  readonly checked: boolean
  readonly onToggle: () => void
}

function NameBox({ choice: { pattern, events }, checked, onToggle }: NameBoxProps) {
  return (
    <label className="term-name">
      <input type="checkbox" checked={checked} onChange={onToggle} />
      <span className="term-name-text" title={pattern.text}>
        {pattern.text}
      </span>
      {events !== undefined && <span className="quiet">{countText(events)}</span>}
    </label>
  )
}

/** Those that it began with and those that are not offered, then what is offered: none moves when it is ticked. */
function choicesOf(
  begun: readonly NamePattern[],
  names: readonly NamePattern[],
  candidates: readonly FilterCandidate[],
): readonly NameChoice[] {
  const offered = candidates.map(
    ({ label, events }): NameChoice => ({
      pattern: { text: label, wild: false },
      ...(events !== undefined && { events }),
    }),
  )
  const written = names.filter((one) => !has(begun, one) && !offered.some(({ pattern }) => isSame(pattern, one)))
  const first = [...begun, ...written]
  return [...first.map((pattern) => ({ pattern })), ...offered.filter(({ pattern }) => !has(first, pattern))]
}

function has(names: readonly NamePattern[], pattern: NamePattern): boolean {
  return names.some((one) => isSame(one, pattern))
}

function isSame(one: NamePattern, other: NamePattern): boolean {
  return one.text === other.text && one.wild === other.wild
}
