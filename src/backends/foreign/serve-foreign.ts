import { errorRecord } from '../../core/errors.ts'
import type { ForeignAnswer, ForeignCall } from './foreign-contract.ts'
import { ForeignSession } from './foreign-session.ts'
import type { ParentPort } from './parent-port.ts'

/** Answers what the parent asks of one foreign file, one call after the other. @returns a function that lets go of the file */
export function serveForeign(parent: ParentPort): () => void {
  const session = new ForeignSession()
  let turn = Promise.resolve()

  async function answer(call: ForeignCall): Promise<void> {
    const { id } = call
    try {
      const output = await session.answer(call, () => send({ id, kind: 'beat' }))
      send({ id, kind: 'output', output })
    } catch (error) {
      const record = errorRecord(error)
      if (record.code === 'internal') console.error(error)
      send({ id, kind: 'error', error: record })
    }
  }

  function send(message: ForeignAnswer): void {
    parent.send(JSON.stringify(message))
  }

  parent.onText((text) => {
    // Only the parent can send here, and it is Epoch itself.
    const call: ForeignCall = JSON.parse(text)
    turn = turn.then(() => answer(call))
  })
  parent.onGone(() => session.abandon())
  return () => session.close()
}
