import type { MessagePort } from 'node:worker_threads'
import { EpochError } from '../../core/errors.ts'
import { storeError } from './sqlite-errors.ts'
import type { ThreadApi, ThreadCall, ThreadReply } from './thread-messages.ts'

/**
 * Answers calls that come over a port, in the order they come; answers that are ready at the same time cross together. The store is opened for the first call; where that fails,
 * the next one tries again.
 */
export function serveThread(port: MessagePort, path: string, open: () => ThreadApi): void {
  let api: ThreadApi | undefined
  const underWay = new Set<Promise<void>>()
  const ready: ThreadReply[] = []

  async function answer(call: Extract<ThreadCall, { kind: 'call' }>): Promise<ThreadReply> {
    const { id, name, args } = call
    try {
      api ??= open()
      const method = Object.hasOwn(api, name) ? api[name] : undefined
      if (method === undefined) throw new Error(`a store's thread does not know ${name}`)
      return { kind: 'output', id, output: await method(...args) }
    } catch (error) {
      const told = storeError(error, path)
      if (!(told instanceof EpochError)) return { kind: 'bug', id, bug: told }
      return { kind: 'error', id, error: { code: told.code, message: told.message, details: told.details } }
    }
  }

  async function close(): Promise<void> {
    await Promise.all(underWay)
    await api?.['close']?.()
    post()
    port.close()
  }

  async function reply(call: Extract<ThreadCall, { kind: 'call' }>): Promise<void> {
    const reply = await answer(call)
    // The next tick comes after all that the promises of one commit have led to.
    if (ready.length === 0) process.nextTick(post)
    ready.push(reply)
  }

  function post(): void {
    if (ready.length > 0) port.postMessage(ready.splice(0))
  }

  port.on('message', (call: ThreadCall) => {
    if (call.kind === 'close') {
      void close()
      return
    }
    const replied = reply(call).finally(() => underWay.delete(replied))
    underWay.add(replied)
  })
}
