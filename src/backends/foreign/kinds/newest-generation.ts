const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/g

/**
 * The text of the member with the highest number as its name in an object that has one member for each generation of an event's type, as
 * `{"1":{…},"2":{…}}`; the text itself where it is anything else. It must be JSON.
 */
export function newestGeneration(json: string): string {
  let newest = { generation: 0, text: json }
  let depth = 0
  let from = 0
  let name = ''
  for (const { 0: mark, index } of json.matchAll(token)) {
    if (depth === 1 && (mark === ',' || mark === '}')) {
      const generation = Number(/^"(\d{1,9})"$/.exec(name)?.[1] ?? 0)
      if (generation === 0) return json
      if (generation > newest.generation) newest = { generation, text: json.slice(from, index).trim() }
      name = ''
    }
    if (mark === '{' || mark === '[') depth += 1
    else if (mark === '}' || mark === ']') depth -= 1
    else if (depth === 1 && mark === ':') from = index + 1
    else if (depth === 1 && mark.startsWith('"') && name === '') name = mark
  }
  return newest.text
}
