import { MessageChannel } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { messagePortTransport } from '../../src/contract/message-port-transport.ts'

function pair() {
  const { port1, port2 } = new MessageChannel()
  return { near: messagePortTransport(port1), far: messagePortTransport(port2), farPort: port2 }
}

function closing(listen: (onClose: () => void) => void): Promise<void> {
  return new Promise((resolve) => listen(resolve))
}

test('texts that were sent before the other end listens arrive in order', async () => {
  const { near, far } = pair()
  near.listen(
    () => {},
    () => {},
  )
  near.send('a')
  near.send('b')
  const read: string[] = []
  const closed = closing((onClose) => far.listen((text) => read.push(text), onClose))
  near.send('c')
  near.close()
  await closed
  expect(read).toEqual(['a', 'b', 'c'])
})

test('closing tells both ends, once', async () => {
  const { near, far } = pair()
  let told = 0
  const nearClosed = closing((onClose) =>
    near.listen(
      () => {},
      () => {
        told++
        onClose()
      },
    ),
  )
  const farClosed = closing((onClose) => far.listen(() => {}, onClose))
  near.close()
  near.close()
  near.send('into nothing')
  await Promise.all([nearClosed, farClosed])
  expect(told).toBe(1)
})

test('a message that is not text closes the port', async () => {
  const { near, farPort } = pair()
  const closed = closing((onClose) => near.listen(() => expect.unreachable(), onClose))
  farPort.postMessage({ not: 'text' })
  await closed
})
