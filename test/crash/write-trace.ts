/** What a process did to files, or said, in order. */
export type TraceStep =
  | { readonly kind: 'write'; readonly path: string; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly path: string; readonly size: number }
  | { readonly kind: 'rename' | 'link'; readonly path: string; readonly to: string }
  | { readonly kind: 'delete'; readonly path: string }
  /** Everything that was done to the file before step `begun` is on the disk; of a folder, the names in it. */
  | { readonly kind: 'sync'; readonly path: string; readonly begun: number }
  | { readonly kind: 'said'; readonly text: string }

const tracedCalls = [
  'pwrite64',
  'write',
  'writev',
  'pwritev',
  'pwritev2',
  'ftruncate',
  'truncate',
  'fallocate',
  'copy_file_range',
  'sendfile',
  'unlink',
  'unlinkat',
  'rename',
  'renameat',
  'renameat2',
  'link',
  'linkat',
  'fsync',
  'fdatasync',
] as const

/** The program and arguments that make a trace of what comes after them in the file `output`. */
export function tracerCommand(output: string): readonly string[] {
  return [
    'strace',
    '-f',
    '-y',
    '-xx',
    '-s',
    '1000000',
    '-e',
    `trace=${tracedCalls.join(',')}`,
    '-e',
    'signal=none',
    '-o',
    output,
  ]
}

/**
 * Reads the trace that {@link tracerCommand} makes: what happened to files in `folder`, but for SQLite's shared memory, and what was
 * written to standard output. A write counts from when its call began, a sync from when its call returned.
 *
 * @throws Error for a call on such a file that this does not model
 */
export function parseWriteTrace(trace: string, folder: string): readonly TraceStep[] {
  const parser = new TraceParser(folder)
  for (const line of trace.split('\n')) parser.line(line)
  return withoutNothing(parser.steps)
}

function withoutNothing(steps: readonly TraceStep[]): readonly TraceStep[] {
  let kept = 0
  const keptBefore = steps.map((step) => (step === nothing ? kept : kept++))
  return steps
    .filter((step) => step !== nothing)
    .map((step) => (step.kind === 'sync' ? { ...step, begun: keptBefore[step.begun] ?? kept } : step))
}

interface Call {
  readonly name: string
  readonly args: string
  /** Which step stands for it, from when it began. */
  readonly at: number
  readonly begun: number
}

const beginning = /^(\d+) +(\w+)\((.*)$/s
const resumption = /^(\d+) +<\.\.\. (\w+) resumed>(.*)$/s
const unfinished = ' <unfinished ...>'
const nothing: TraceStep = { kind: 'write', path: '', offset: 0, bytes: Buffer.alloc(0) }

class TraceParser {
  readonly steps: TraceStep[] = []
  readonly #folder: string
  readonly #underWay = new Map<string, Call>()

  constructor(folder: string) {
    this.#folder = folder
  }

  line(line: string): void {
    const begun = beginning.exec(line)
    if (begun !== null) {
      const [, thread = '', name = '', rest = ''] = begun
      const args = rest.endsWith(unfinished) ? rest.slice(0, -unfinished.length) : rest
      const call = this.#begin(name, args)
      if (rest.endsWith(unfinished)) this.#underWay.set(thread, call)
      else this.#end(call)
      return
    }
    const resumed = resumption.exec(line)
    const call = resumed && this.#underWay.get(resumed[1] ?? '')
    if (!resumed || !call) return
    this.#underWay.delete(resumed[1] ?? '')
    this.#end({ ...call, args: call.args + (resumed[3] ?? '') })
  }

  #begin(name: string, args: string): Call {
    const path = firstPath(args)
    const before = [...this.#underWay.values()].filter((call) => firstPath(call.args) === path)
    const at = this.steps.push(nothing) - 1
    return { name, args, at, begun: Math.min(at, ...before.map((call) => call.at)) }
  }

  #end(call: Call): void {
    const step = this.#step(call)
    if (step === undefined) return
    if (step.kind === 'sync') this.steps.push(step)
    else this.steps[call.at] = step
  }

  #step({ name, args, begun }: Call): TraceStep | undefined {
    const returned = Number(/\) += (-?\d+)[^)]*$/.exec(args)?.[1] ?? -1)
    if (returned < 0) return undefined
    const path = firstPath(args)
    if (name === 'write' && args.startsWith('1<')) return { kind: 'said', text: texts(args)[0]?.toString() ?? '' }
    if (!path.startsWith(this.#folder) || path.endsWith('-shm')) return undefined
    switch (name) {
      case 'pwrite64':
        return {
          kind: 'write',
          path,
          offset: lastNumber(args),
          bytes: texts(args)[0]?.subarray(0, returned) ?? Buffer.alloc(0),
        }
      case 'ftruncate':
        return { kind: 'truncate', path, size: lastNumber(args) }
      case 'rename':
      case 'link':
        return { kind: name, path, to: texts(args)[1]?.toString() ?? '' }
      case 'unlink':
        return { kind: 'delete', path }
      case 'fsync':
      case 'fdatasync':
        return { kind: 'sync', path, begun }
      default:
        throw new Error(`${name} of ${path}: this model does not know what it does`)
    }
  }
}

/** The file of the call's descriptor, or its first argument where that is a path. */
function firstPath(args: string): string {
  const described = /^-?\w+<([^>]*)>/.exec(args)
  return described ? unescaped(described[1] ?? '').toString() : (texts(args)[0]?.toString() ?? '')
}

function texts(args: string): readonly Buffer[] {
  return Array.from(args.matchAll(/"([^"]*)"/g), ([, text = '']) => unescaped(text))
}

/** The number that ends the arguments. */
function lastNumber(args: string): number {
  return Number(/(\d+)\) += /.exec(args)?.[1])
}

function unescaped(text: string): Buffer {
  return Buffer.from(text.replaceAll('\\x', ''), 'hex')
}
