export interface RepeatedKey {
  readonly key: string
  /** Where it is written the second time, in UTF-16 units from 0. */
  readonly at: number
}

const marks = /["{},[\]]/g
const quotedText = /"[^"\\]*(?:\\.[^"\\]*)*"/sy

/** The first key that an object of the text has twice, escapes read. The text must be JSON: `checkJson` found nothing in it. */
export function repeatedKey(text: string): RepeatedKey | undefined {
  /** One entry for each open object, its keys; undefined for an open array. */
  const open: (Set<string> | undefined)[] = []
  let keyBelongs = false
  marks.lastIndex = 0
  for (let match = marks.exec(text); match; match = marks.exec(text)) {
    const [mark] = match
    if (mark === '"') {
      quotedText.lastIndex = match.index
      const quoted = quotedText.exec(text)?.[0] ?? ''
      marks.lastIndex = match.index + quoted.length
      const keys = open.at(-1)
      if (!keyBelongs || keys === undefined) continue
      const key = String(JSON.parse(quoted))
      if (keys.has(key)) return { key, at: match.index }
      keys.add(key)
      keyBelongs = false
      continue
    }
    if (mark === '{') open.push(new Set())
    else if (mark === '[') open.push(undefined)
    else if (mark !== ',') open.pop()
    keyBelongs = mark === '{' || (mark === ',' && open.at(-1) !== undefined)
  }
  return undefined
}
