import { Latest } from './latest.ts'

/** Work that tells how far it is; it ends with the signal. */
type LongWork<Step, Result> = (options: {
  readonly signal: AbortSignal
  readonly onProgress: (step: Step) => void
}) => Promise<Result>

type ProgressMessage<Step, Result> =
  | { readonly kind: 'progress'; readonly step: Step }
  | { readonly kind: 'result'; readonly result: Result }

/** Does long work: how far it is, as often as the reader takes it, then what came of it. The work ends with its reader. */
export async function* progressMessages<Step, Result>(
  work: LongWork<Step, Result>,
  signal: AbortSignal,
): AsyncGenerator<ProgressMessage<Step, Result>, void> {
  const left = new AbortController()
  const progress = new Latest<Step>()
  const working = work({
    signal: AbortSignal.any([signal, left.signal]),
    onProgress: (step) => progress.put(step),
  })
  const end = (): void => progress.end()
  working.then(end, end)
  try {
    for await (const step of progress) yield { kind: 'progress', step }
    yield { kind: 'result', result: await working }
  } finally {
    left.abort()
  }
}
