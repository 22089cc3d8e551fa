const MOST_CHARACTERS = 80

/** A stranger's text as it may stand in a message: short, with control and direction characters made visible. */
export function visibleText(text: string): string {
  const shown = [...text.slice(0, MOST_CHARACTERS)].map(visibleCharacter).join('')
  return text.length > MOST_CHARACTERS ? `${shown}…` : shown
}

function visibleCharacter(character: string): string {
  if (!/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(character)) return character
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}
