import { Inbox } from './inbox.ts'
import type { Transport } from './transport.ts'

/** Two joined ends inside one process. Texts arrive in order and never within the call that sent them, as over a real wire. */
export function loopbackPair(): readonly [Transport, Transport] {
  const left = new Inbox<string>()
  const right = new Inbox<string>()
  let closed = false
  const close = (): void => {
    closed = true
    left.end()
    right.end()
  }
  const end = (incoming: Inbox<string>, outgoing: Inbox<string>): Transport => ({
    send: (text) => {
      if (!closed) outgoing.put(text)
    },
    listen: (onText, onClose) => void deliverAll(incoming, onText, onClose),
    close,
  })
  return [end(left, right), end(right, left)]
}

async function deliverAll(incoming: Inbox<string>, onText: (text: string) => void, onClose: () => void): Promise<void> {
  for (let next = await incoming.take(); next !== undefined; next = await incoming.take()) onText(next.item)
  onClose()
}
