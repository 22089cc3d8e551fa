import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type KillableProcess, startChildProcess } from '../../../src/backends/foreign/killable-process.ts'
import { SeededRandom } from '../../../src/transfer/demo/seeded-random.ts'
import { imageBases } from './image-bases.ts'
import { type MutatedImage, mutateImage } from './mutate-image.ts'

const readerModule = new URL('./image-reader-process.ts', import.meta.url)

const MOST_MS = 5000

export interface MutatedImagesOptions {
  readonly folder: string
  readonly images: number
  /** Each image has a seed of its own: this one, the next, and so on. */
  readonly seed: number
  readonly onProgress?: (done: number) => void
}

export interface MutatedImagesReport {
  /** How many images ended in each way: `opens`, or a code. */
  readonly outcomes: Readonly<Record<string, number>>
  /** The first image that ended in each way. */
  readonly examples: Readonly<Record<string, string>>
  /** Images, with their seeds, that ended the process, that it never answered, that failed without a code, or whose files were changed. */
  readonly deaths: readonly string[]
  readonly hangs: readonly string[]
  readonly untyped: readonly string[]
  readonly changed: readonly string[]
  readonly slowestMs: number
  readonly perSecond: number
}

/** Damages sound stores, and reads each as Epoch reads a foreign file. */
export async function readMutatedImages(options: MutatedImagesOptions): Promise<MutatedImagesReport> {
  const { folder, images, seed, onProgress } = options
  const bases = imageBases(folder)
  const reader = new ImageReader(folder)
  const outcomes: Record<string, number> = {}
  const examples: Record<string, string> = {}
  const faults = { deaths: [] as string[], hangs: [] as string[], untyped: [] as string[], changed: [] as string[] }
  let slowestMs = 0
  const sinceMs = performance.now()
  for (let i = 0; i < images; i++) {
    const random = new SeededRandom(seed + i)
    const base = random.pick(bases)
    const image = mutateImage(base, random)
    const own = join(folder, String(i))
    const path = put(image, own)
    const beganMs = performance.now()
    const outcome = await reader.read(path)
    slowestMs = Math.max(slowestMs, performance.now() - beganMs)
    const said = `seed ${seed + i}: ${base.name}, ${image.done}`
    if (outcome === 'died') faults.deaths.push(said)
    else if (outcome === 'hangs') faults.hangs.push(said)
    else if (outcome.startsWith('untyped')) faults.untyped.push(`${said}: ${outcome}`)
    else {
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
      examples[outcome] ??= said
    }
    if (!isAsPut(image, own)) faults.changed.push(said)
    rmSync(own, { recursive: true })
    onProgress?.(i + 1)
  }
  reader.end()
  return { outcomes, examples, ...faults, slowestMs, perSecond: images / ((performance.now() - sinceMs) / 1000) }
}

/** A folder of its own for each image, which holds nothing else. */
function put({ main, log }: MutatedImage, own: string): string {
  mkdirSync(own)
  const path = join(own, 'image.db')
  writeFileSync(path, main)
  if (log !== undefined) writeFileSync(`${path}-wal`, log)
  return path
}

function isAsPut({ main, log }: MutatedImage, own: string): boolean {
  const files = log === undefined ? { 'image.db': main } : { 'image.db': main, 'image.db-wal': log }
  const names = readdirSync(own)
  return (
    names.length === Object.keys(files).length &&
    Object.entries(files).every(
      ([name, content]) => names.includes(name) && content.equals(readFileSync(join(own, name))),
    )
  )
}

/** A process that reads one image after the other; another takes its place where it ends. */
class ImageReader {
  readonly #scratch: string
  #process: KillableProcess | undefined
  #answered: (outcome: string) => void = () => {}

  constructor(folder: string) {
    this.#scratch = join(folder, 'scratch')
    mkdirSync(this.#scratch)
  }

  async read(path: string): Promise<string> {
    const answer = Promise.withResolvers<string>()
    this.#answered = answer.resolve
    this.#process ??= this.#start()
    const timer = setTimeout(() => {
      answer.resolve('hangs')
      this.end()
    }, MOST_MS)
    this.#process.send(`${path}\n${this.#scratch}`)
    const outcome = await answer.promise
    clearTimeout(timer)
    return outcome
  }

  end(): void {
    this.#process?.kill()
    this.#process = undefined
  }

  #start(): KillableProcess {
    const started = startChildProcess(readerModule)
    started.onText((text) => this.#answered(text))
    started.onExit(() => {
      if (this.#process !== started) return
      this.#process = undefined
      this.#answered('died')
    })
    return started
  }
}
