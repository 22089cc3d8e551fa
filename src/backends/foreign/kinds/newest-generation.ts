import { jsonMembers } from '../../../core/json-members.ts'

/**
 * The text of the member with the highest number as its name in an object that has one member for each generation of an event's type, as
 * `{"1":{…},"2":{…}}`; the text itself where it is anything else. It must be JSON.
 */
export function newestGeneration(json: string): string {
  const members = [...(jsonMembers(json) ?? [])]
  if (!members.every(([name]) => isGeneration(name))) return json
  const [newest] = members.sort(([one], [other]) => Number(other) - Number(one))
  return newest === undefined ? json : json.slice(newest[1].from, newest[1].to)
}

function isGeneration(name: string): boolean {
  return /^\d{1,9}$/.test(name) && Number(name) > 0
}
