import type { StatePath } from '../../projection/ask/questions.ts'

const plainName = /^[A-Za-z_$][\w$]*$/

/** A path as one would write it in JavaScript after the state, as in `lines[0].cents`; '' for the whole state. */
export function pathText(path: StatePath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`
    if (!plainName.test(step)) return `${text}[${JSON.stringify(step)}]`
    return text === '' ? step : `${text}.${step}`
  }, '')
}

/** The path as an expression over `state`. */
export function stateExpression(path: StatePath): string {
  const text = pathText(path)
  return text === '' || text.startsWith('[') ? `state${text}` : `state.${text}`
}
