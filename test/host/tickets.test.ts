import { expect, test } from 'vitest'
import type { Ticket } from '../../src/contract/host-contract.ts'
import { Tickets } from '../../src/host/tickets.ts'

test('a ticket stands for its path, and a path has one ticket', () => {
  const tickets = new Tickets()
  const ticket = tickets.issue('/data/orders.db')
  expect(tickets.pathOf(ticket)).toBe('/data/orders.db')
  expect(tickets.issue('/data/orders.db')).toBe(ticket)
  expect(tickets.issue('/data/other.db')).not.toBe(ticket)
  expect(Buffer.from(ticket, 'base64url')).toHaveLength(32)
})

test.each(['/data/orders.db', '', '../orders.db', 'file:///data/orders.db', '__proto__', '0'])(
  'the guess %j is no ticket',
  (guess) => {
    const tickets = new Tickets()
    tickets.issue('/data/orders.db')
    expect(() => tickets.pathOf(guess as Ticket)).toThrow('no longer offered')
  },
)

test('a ticket of one host is none of another', () => {
  const ticket = new Tickets().issue('/data/orders.db')
  expect(() => new Tickets().pathOf(ticket)).toThrow('no longer offered')
})
