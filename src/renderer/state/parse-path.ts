import type { StatePath } from '../../projection/ask/questions.ts'

const step = /\.?([A-Za-z_$][\w$]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/y

/** Reads what `pathText` writes, `lines[0].cents` or `["odd name"]`; `undefined` where it is no path. '' is the whole state. */
export function parsePath(text: string): StatePath | undefined {
  const path: (string | number)[] = []
  step.lastIndex = 0
  while (step.lastIndex < text.length) {
    const [whole, name, place, quoted] = step.exec(text) ?? []
    if (whole === undefined) return undefined
    const needsDot = name !== undefined && path.length > 0
    if (whole.startsWith('.') !== needsDot) return undefined
    if (place !== undefined) path.push(Number(place))
    else path.push(quoted === undefined ? (name ?? '') : textOf(quoted))
  }
  return path
}

function textOf(quoted: string): string {
  try {
    return String(JSON.parse(quoted))
  } catch {
    return quoted
  }
}
