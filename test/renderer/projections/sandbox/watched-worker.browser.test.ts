import { expect, test } from 'vitest'
import { WatchedWorker, type WorkerEnd } from '../../../../src/renderer/projections/sandbox/watched-worker.ts'
import type { WorkerMessage } from '../../../../src/renderer/projections/sandbox/worker-protocol.ts'

/** Runs a script that has a `port`, until it is ended. */
async function ended(script: string, isDue = false): Promise<{ end: WorkerEnd; messages: readonly WorkerMessage[] }> {
  const messages: WorkerMessage[] = []
  const end = await new Promise<WorkerEnd>((resolve) => {
    new WatchedWorker({
      runtime: `onmessage = ({ ports: [port] }) => { ${script} }`,
      isDue: () => isDue,
      onMessage: (message) => messages.push(message),
      onEnd: resolve,
    })
  })
  return { end, messages }
}

const ownWords = {
  kind: 'failed',
  error: { code: 'projection-failed', message: expect.stringContaining('of its own') },
}

test.each([
  ['says what is no message', 'port.postMessage({ kind: "hello" })'],
  ['says nothing in many words', 'port.postMessage("x".repeat(2 ** 24))'],
  ['sends a port', 'const { port1 } = new MessageChannel(); port.postMessage({ kind: "view", rows: port1 }, [port1])'],
  ['sends much memory', 'const b = new ArrayBuffer(2 ** 28); port.postMessage(b, [b])'],
  [
    'calls for more than there is',
    'port.postMessage({ kind: "call", id: 1, call: { what: "read", ranges: [{ start: 0, end: 2 ** 50 }] } })',
  ],
  ['floods the page', 'for (let i = 0; i < 1e6; i++) port.postMessage({ kind: "alive" })'],
])('a worker that %s is ended', async (_, script) => {
  expect((await ended(script)).end).toEqual(ownWords)
})

test('a worker is ended when it is silent though it has something to do, and when it does not answer a ping', async () => {
  expect((await ended('', true)).end).toEqual({ kind: 'silent' })
  const { end, messages } = await ended('port.postMessage({ kind: "up" })')
  expect(end).toEqual({ kind: 'silent' })
  expect(messages).toEqual([{ kind: 'up' }])
})

test('a worker that throws is ended with what it threw', async () => {
  expect((await ended('throw new Error("no more")')).end).toEqual({
    kind: 'failed',
    error: { code: 'projection-crashed', message: 'the worker ended: Uncaught Error: no more' },
  })
})
