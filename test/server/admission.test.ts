import { expect, test } from 'vitest'
import { Admission } from '../../src/server/admission.ts'

test('tokens and sessions have 256 bits and are never the same twice', () => {
  const tokens = Array.from({ length: 20 }, () => new Admission(1).token)
  for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  expect(new Set(tokens).size).toBe(20)
})

test('the cookie among others lets in, and nothing that only contains it', () => {
  const admission = new Admission(4000)
  const cookie = admission.exchange(admission.token)?.split(';')[0] ?? ''
  expect(admission.isAdmitted(`a=b; ${cookie}; c=d`)).toBe(true)
  for (const other of [undefined, '', `x${cookie}`, `${cookie}x`, cookie.toUpperCase(), cookie.replace('4000', '4001')])
    expect(admission.isAdmitted(other)).toBe(false)
})

test('the token is of no use a second time, nor is a wrong one', () => {
  const admission = new Admission(4000)
  for (const wrong of ['', admission.token.slice(1), `${admission.token} `])
    expect(admission.exchange(wrong)).toBeUndefined()
  expect(admission.exchange(admission.token)).toBeDefined()
  expect(admission.exchange(admission.token)).toBeUndefined()
})

test('whoever brings a wrong token waits, and a crowd is turned away at once', async () => {
  const admission = new Admission(4000)
  const penalties = Array.from({ length: 25 }, () => admission.penalty())
  expect(await Promise.all(penalties.slice(20))).toEqual(Array.from({ length: 5 }, () => 'too many'))
  expect(await Promise.race(penalties)).toBe('too many')
  expect(await penalties[0]).toBe('waited')
})
