/** What a projection gets in the place of something that is not the same everywhere, in words; `name` is as it is written in the source. */
export function givenText(name: string): string {
  if (name.startsWith('Math.random') || name.startsWith('crypto.')) return "what follows from the event's position"
  if (name.startsWith('Date.parse')) return 'a time in UTC'
  if (name.startsWith('Intl.') || /^toLocale|^localeCompare/.test(name)) return 'the forms of en-US, in UTC'
  return "the event's time"
}
