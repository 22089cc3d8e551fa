import { expect, test } from 'vitest'
import { isBare, keysMatch, keysText, type Pressed } from '../../../../src/renderer/app/commands/keys.ts'

function pressed(key: string, ...modifiers: readonly ('Control' | 'Meta' | 'Alt' | 'Shift' | 'AltGraph')[]): Pressed {
  return {
    key,
    ctrlKey: modifiers.includes('Control'),
    metaKey: modifiers.includes('Meta'),
    altKey: modifiers.includes('Alt'),
    shiftKey: modifiers.includes('Shift'),
    getModifierState: (name) => modifiers.some((one) => one === name),
  }
}

test.each([
  ['Control+G', pressed('g', 'Control')],
  ['Control+G', pressed('g', 'Meta')],
  ['Control+G', pressed('G', 'Control')],
  ['F', pressed('f')],
  ['Shift+N', pressed('N', 'Shift')],
  ['Space', pressed(' ')],
  ['Control+Plus', pressed('+', 'Control')],
  ['Control+Plus', pressed('+', 'Control', 'Shift')],
  ['Control+K >', pressed('>', 'Shift')],
  ['Alt+ArrowLeft', pressed('ArrowLeft', 'Alt')],
  ['?', pressed('?', 'Shift')],
  ['[', pressed('[')],
  ['[', pressed('[', 'Control', 'Alt', 'AltGraph')],
])('%s is what is pressed', (keys, event) => {
  expect(keysMatch(keys, event)).toBe(true)
})

test.each([
  ['Control+G', pressed('g')],
  ['Control+G', pressed('g', 'Control', 'Shift')],
  ['Control+G', pressed('g', 'Control', 'Alt')],
  ['F', pressed('f', 'Control')],
  ['F', pressed('F', 'Shift')],
  ['Space', pressed(' ', 'Shift')],
  ['[', pressed('[', 'Control')],
  ['Control+K >', pressed('k')],
])('%s is not what is pressed', (keys, event) => {
  expect(keysMatch(keys, event)).toBe(false)
})

test('keys are written as people of the system write them, the first of several', () => {
  expect(
    ['Control+G', 'Control+K >', 'Space', 'Control+Alt+B', 'Alt+ArrowLeft', 'Control+Plus', '?'].map(other),
  ).toEqual(['Ctrl+G', 'Ctrl+K', 'Space', 'Ctrl+Alt+B', 'Alt+←', 'Ctrl++', '?'])
  expect(keysText('Control+Shift+G', 'mac')).toBe('⌘⇧G')
})

test('a letter or a sign by itself is text where somebody writes', () => {
  expect(['F', 'Shift+N', '?', 'Space', 'Control+K >'].map(isBare)).toEqual([true, true, true, true, true])
  expect(['Control+G', 'Alt+ArrowLeft', 'Control+Alt+B'].map(isBare)).toEqual([false, false, false])
})

function other(keys: string): string {
  return keysText(keys, 'other')
}
