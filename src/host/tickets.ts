import { randomBytes } from 'node:crypto'
import type { Ticket } from '../contract/host-contract.ts'
import { EpochError } from '../core/errors.ts'

/** Which files a renderer may name, each by a text that nobody can guess. They hold for the host's life. */
export class Tickets {
  readonly #paths = new Map<Ticket, string>()
  readonly #tickets = new Map<string, Ticket>()

  /** The same path has the same ticket. */
  issue(path: string): Ticket {
    const known = this.#tickets.get(path)
    if (known) return known
    const ticket = randomBytes(32).toString('base64url') as Ticket
    this.#paths.set(ticket, path)
    this.#tickets.set(path, ticket)
    return ticket
  }

  /** @throws EpochError `not-found` */
  pathOf(ticket: Ticket): string {
    const path = this.#paths.get(ticket)
    if (path === undefined)
      throw new EpochError('not-found', 'this file is no longer offered; list the files again and choose it anew')
    return path
  }
}
