import type { SeededRandom } from '../../../src/transfer/demo/seeded-random.ts'
import type { ImageBase } from './image-bases.ts'

export interface MutatedImage {
  readonly main: Buffer
  readonly log?: Buffer
  /** What was done to it, in words. */
  readonly done: string
}

const DAMAGED_BYTES = 64

/** Damages a store in one of the ways that disks, cables and strangers do. */
export function mutateImage({ main, log }: ImageBase, random: SeededRandom): MutatedImage {
  const inLog = log !== undefined && random.chance(0.5)
  const bytes = Buffer.from(inLog ? log : main)
  const pageBytes = main.readUInt16BE(16) === 1 ? 65_536 : main.readUInt16BE(16)
  const mutation = random.pick([flipBits, damagePart, cutShort, swapPages])
  const { changed, said } = mutation(bytes, random, inLog ? pageBytes + 24 : pageBytes)
  const done = `${inLog ? 'in its log, ' : ''}${said}`
  if (log === undefined) return { main: changed, done }
  return inLog ? { main, log: changed, done } : { main: changed, log, done }
}

type Mutation = (bytes: Buffer, random: SeededRandom, pageBytes: number) => { changed: Buffer; said: string }

const flipBits: Mutation = (bytes, random) => {
  const places = Array.from({ length: random.whole(1, 4) }, () => placeIn(bytes, random))
  for (const place of places) bytes.writeUInt8(bytes.readUInt8(place) ^ (1 << random.whole(0, 7)), place)
  return { changed: bytes, said: `bits flipped at ${places.join(', ')}` }
}

const damagePart: Mutation = (bytes, random) => {
  const place = placeIn(bytes, random)
  const end = Math.min(bytes.length, place + DAMAGED_BYTES)
  if (random.chance(0.3)) bytes.fill(random.pick([0, 0xff]), place, end)
  else for (let i = place; i < end; i++) bytes[i] = random.whole(0, 255)
  return { changed: bytes, said: `bytes damaged from ${place} on` }
}

/** Half of the time after a whole page. */
const cutShort: Mutation = (bytes, random, pageBytes) => {
  const length = random.whole(0, bytes.length - 1)
  const kept = random.chance(0.5) ? length : length - (length % pageBytes)
  return { changed: bytes.subarray(0, kept), said: `cut to ${kept} bytes` }
}

const swapPages: Mutation = (bytes, random, pageBytes) => {
  const pages = Math.floor(bytes.length / pageBytes)
  const [one, other] = [random.whole(0, pages - 1), random.whole(0, pages - 1)].map((page) => page * pageBytes)
  if (one === undefined || other === undefined) throw new Error('two pages were picked')
  const kept = Buffer.from(bytes.subarray(one, one + pageBytes))
  bytes.copy(bytes, one, other, other + pageBytes)
  kept.copy(bytes, other)
  return { changed: bytes, said: `the pages at ${one} and ${other} swapped` }
}

/** Every fifth in the first hundred bytes, which say the most. */
function placeIn(bytes: Buffer, random: SeededRandom): number {
  return random.whole(0, (random.chance(0.2) ? Math.min(100, bytes.length) : bytes.length) - 1)
}
