import { expect, test } from 'vitest'
import type { Position } from '../../../../src/core/event.ts'
import { NewestQuestion } from '../../../../src/renderer/projections/sandbox/newest-question.ts'
import { type SessionEnd, WorkerSession } from '../../../../src/renderer/projections/sandbox/worker-session.ts'
import { eventAt } from '../../../projection/projection-log.ts'
import { ArrayLog } from './running-projection.ts'

const loaded = `{ kind: 'loaded', name: 'n', dialect: 'epoch', columns: [], filter: {} }`
const progress = (batches: number): string =>
  `{ kind: 'progress', position: 1, batches: ${batches}, caughtUp: false, failureCount: 0, newFailures: [] }`

/** How a session ends whose worker answers `load` by these words. */
async function endOf(...words: readonly string[]): Promise<SessionEnd & { readonly subscribed: number }> {
  const log = new ArrayLog([eventAt(1)])
  let subscribed = 0
  const end = await new Promise<SessionEnd>((resolve) => {
    const says = words.map((word) => `port.postMessage(${word})`).join('; ')
    new WorkerSession({
      runtime: `onmessage = ({ ports: [port] }) => {
        port.onmessage = ({ data }) => {
          if (data.kind === 'load') { ${says} }
          port.postMessage({ kind: 'alive' })
        }
        port.postMessage({ kind: 'up' })
      }`,
      code: { script: '', name: 'n', engineVersion: 2 },
      events: {
        read: (...range) => log.read(...range),
        subscribe: (options) => {
          subscribed++
          return log.subscribe(options)
        },
      },
      values: undefined,
      onFailure: undefined,
      question: new NewestQuestion(0 as Position, { from: 0, limit: 1 }),
      tailBytes: 0,
      budgetBytes: 0,
      onLoaded() {},
      onProgress() {},
      onView() {},
      onEnd: resolve,
    })
  })
  return { ...end, subscribed }
}

test.each([
  ['is there twice', ["{ kind: 'up' }"]],
  ['has loaded twice', [loaded, loaded, loaded]],
  ['has folded what it was not given', [loaded, progress(1e6)]],
])('a worker that says it %s is ended', async (_, words) => {
  const end = await endOf(...words)
  expect(end).toMatchObject({ kind: 'failed', error: { message: expect.stringContaining('of its own') } })
  expect(end.subscribed).toBeLessThan(2)
})
