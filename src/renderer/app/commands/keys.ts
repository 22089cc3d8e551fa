/** What matching needs of a keyboard event. */
export type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'> & {
  readonly getModifierState: (name: string) => boolean
}

interface Combination {
  readonly control: boolean
  readonly alt: boolean
  readonly shift: boolean
  /** As `KeyboardEvent.key` has it, in lower case. */
  readonly key: string
}

/** Keys that aria-keyshortcuts names, since they cannot stand in it as they are. */
const named: Readonly<Record<string, string>> = { space: ' ', plus: '+' }

/** Whether a key means one of the combinations, which spaces stand between. */
export function keysMatch(keys: string, pressed: Pressed): boolean {
  return keys.split(' ').some((one) => matches(combinationOf(one), pressed))
}

/** Whether any of them is a letter or a sign by itself, which somebody who writes means as text. */
export function isBare(keys: string): boolean {
  return keys.split(' ').some((one) => !combinationOf(one).control && !combinationOf(one).alt)
}

/** As people read them: `Ctrl+G`, on a Mac `⌘G`. Of several combinations the first. */
export function keysText(keys: string, system: 'mac' | 'other'): string {
  const [first = ''] = keys.split(' ')
  const { control, alt, shift, key } = combinationOf(first)
  const names = system === 'mac' ? macNames : otherNames
  const parts = [...(control ? [names.control] : []), ...(alt ? [names.alt] : []), ...(shift ? [names.shift] : [])]
  return [...parts, keyText(key)].join(system === 'mac' ? '' : '+')
}

const macNames = { control: '⌘', alt: '⌥', shift: '⇧' }
const otherNames = { control: 'Ctrl', alt: 'Alt', shift: 'Shift' }

const keyTexts: Readonly<Record<string, string>> = {
  ' ': 'Space',
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
  '-': '−',
}

function keyText(key: string): string {
  return keyTexts[key] ?? (key.length === 1 ? key.toUpperCase() : key.slice(0, 1).toUpperCase() + key.slice(1))
}

function combinationOf(keys: string): Combination {
  const parts = keys.split('+')
  const name = (parts.at(-1) ?? '').toLowerCase()
  return {
    control: parts.includes('Control'),
    alt: parts.includes('Alt'),
    shift: parts.includes('Shift'),
    key: named[name] ?? name,
  }
}

function matches({ control, alt, shift, key }: Combination, pressed: Pressed): boolean {
  // Signs that a keyboard has behind AltGr come with it, and with Control on Windows.
  const typed = pressed.getModifierState('AltGraph')
  const [hasControl, hasAlt] = typed ? [false, false] : [pressed.ctrlKey || pressed.metaKey, pressed.altKey]
  if (pressed.key.toLowerCase() !== key || hasControl !== control || hasAlt !== alt) return false
  // Where a sign stands behind Shift is the keyboard's affair; a letter is another with it.
  return isSign(key) || pressed.shiftKey === shift
}

function isSign(key: string): boolean {
  return key.length === 1 && key !== ' ' && key.toLowerCase() === key.toUpperCase()
}
