import { type CodeUnits, foldedUnits, foldTable, placeOf, wordBeginnings } from './name-units.ts'

/**
 * How well a name fits what somebody typed to find it, from 0 (not at all) up to a safe integer. The name's units are those from `from` up to and not
 * including `to`. Case never matters. A text with `*` must fit the whole name, each `*` standing for any characters; any other text's
 * characters must occur in the name in order, and a name fits the better the more of them follow each other or begin words. Of names that
 * fit alike, the shorter fits better. A score that could not come to `atLeast` may be told as 1, which takes less time.
 */
export type NameScore = (units: CodeUnits, from: number, to: number, atLeast?: number) => number

/** Characters of a longer text must follow each other: the best way to spread them would take too long to find. */
const MAX_SPREAD = 64

/** Points for a character that follows the one before it in the text, and for one that does not but begins a word. */
const FOLLOWS = 3
const BEGINS = 2

/** More than the length of any name. */
const LENGTHS = 2048

export function nameScore(text: string): NameScore {
  return text.includes('*') ? globScore(text) : spreadScore(foldedUnits(text))
}

/** {@link nameScore} for names that are texts. */
export function textScore(text: string): (name: string, atLeast?: number) => number {
  const score = nameScore(text)
  let units = new Uint16Array(LENGTHS)
  return (name, atLeast) => {
    if (name.length > units.length) units = new Uint16Array(name.length)
    for (let at = 0; at < name.length; at++) units[at] = name.charCodeAt(at)
    return score(units, 0, name.length, atLeast)
  }
}

/** Whether a list's names are narrowed to one by a text: it must be in the name or, with `*` in it, fit the whole name. Case never matters. */
export function nameContains(text: string): (name: string) => boolean {
  const score = textScore(text.includes('*') ? text : `*${text}*`)
  return (name) => score(name) > 0
}

function globScore(text: string): NameScore {
  const pieces = text.split('*').map(foldedUnits)
  const first = pieces.shift() ?? foldedUnits('')
  const last = pieces.pop() ?? foldedUnits('')
  return (units, from, to) => {
    const end = to - last.length
    let at = from + first.length
    if (at > end || placeOf(first, units, from, at) < 0 || placeOf(last, units, end, to) < 0) return 0
    for (const piece of pieces) {
      const found = placeOf(piece, units, at, end)
      if (found < 0) return 0
      at = found + piece.length
    }
    return ranked(0, to - from)
  }
}

function spreadScore(wanted: Uint16Array): NameScore {
  const occursInOrder = orderTest(wanted)
  const pointsTogether = togetherPoints(wanted)
  const pointsSpread = spreadPoints(wanted)
  const most = BEGINS + FOLLOWS * (wanted.length - 1)
  return (units, from, to, atLeast = 0) => {
    if (wanted.length === 0) return ranked(0, to - from)
    if (!occursInOrder(units, from, to)) return 0
    const together = pointsTogether(units, from, to)
    if (together === most) return ranked(together, to - from)
    if (wanted.length === 1 || wanted.length > MAX_SPREAD) return together < 0 ? 0 : ranked(together, to - from)
    if (ranked(most - 1, to - from) < atLeast) return 1
    return ranked(pointsSpread(units, from, to), to - from)
  }
}

function ranked(points: number, length: number): number {
  return 1 + points * LENGTHS + Math.max(0, LENGTHS - 1 - length)
}

function orderTest(wanted: Uint16Array): (units: CodeUnits, from: number, to: number) => boolean {
  const folded = foldTable()
  return (units, from, to) => {
    let found = 0
    for (let at = from; at < to; at++)
      if (folded[units[at] ?? 0] === wanted[found]) {
        found++
        if (found === wanted.length) return true
      }
    return false
  }
}

/** Points where all characters follow each other; -1 where they never do. */
function togetherPoints(wanted: Uint16Array): NameScore {
  const beginsWord = wordBeginnings()
  const following = FOLLOWS * (wanted.length - 1)
  return (units, from, to) => {
    let at = placeOf(wanted, units, from, to)
    if (at < 0) return -1
    while (at >= 0) {
      if (beginsWord(units, from, at)) return following + BEGINS
      at = placeOf(wanted, units, at + 1, to)
    }
    return following
  }
}

/** Points of the best way to find the characters in order, of which there must be one. */
function spreadPoints(wanted: Uint16Array): NameScore {
  const folded = foldTable()
  const beginsWord = wordBeginnings()
  /** For each place in the name: the most points with the character looked at last found there; -1 for none. */
  let points = new Int32Array(LENGTHS)
  return (units, from, to) => {
    const length = to - from
    if (length > points.length) points = new Int32Array(length)
    let most = -1
    let first = from
    while (folded[units[first] ?? 0] !== wanted[0]) first++
    for (let character = 0; character < wanted.length; character++) {
      /** Most points of the characters before, found somewhere before, and found just before. */
      let before = character === 0 ? 0 : -1
      let justBefore = -1
      most = -1
      for (let at = first; at < to; at++) {
        const last = character === 0 ? -1 : (points[at - from] ?? -1)
        let here = -1
        if (before >= 0 && folded[units[at] ?? 0] === wanted[character]) {
          here = before + (beginsWord(units, from, at) ? BEGINS : 0)
          if (justBefore >= 0 && justBefore + FOLLOWS > here) here = justBefore + FOLLOWS
          if (here > most) most = here
        }
        points[at - from] = here
        if (last > before) before = last
        justBefore = last
      }
    }
    return most
  }
}
