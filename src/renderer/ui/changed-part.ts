/** What two texts have in common at both ends, and what lies between. */
export interface ChangedPart {
  readonly begin: string
  readonly before: string
  readonly after: string
  readonly end: string
}

export function changedPart(before: string, after: string): ChangedPart {
  const shorter = Math.min(before.length, after.length)
  let begins = 0
  while (begins < shorter && before[begins] === after[begins]) begins++
  let ends = 0
  while (ends < shorter - begins && before.at(-1 - ends) === after.at(-1 - ends)) ends++
  return {
    begin: before.slice(0, begins),
    before: before.slice(begins, before.length - ends),
    after: after.slice(begins, after.length - ends),
    end: before.slice(before.length - ends),
  }
}
