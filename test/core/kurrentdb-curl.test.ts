import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { isUuid, type NewEvent } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import { kurrentdbCurl } from '../../src/core/kurrentdb-curl.ts'

const folder = mkdtempSync(join(tmpdir(), 'epoch-curl-'))
afterAll(() => rmSync(folder, { recursive: true }))

// Stands for curl: keeps what the shell gave it.
writeFileSync(join(folder, 'curl'), '#!/bin/sh\nprintf "%s\\0" "$@" >"$0.args"\ncat >"$0.body"\n')
chmodSync(join(folder, 'curl'), 0o755)

/** What a real shell has curl do. */
function run(event: NewEvent): { readonly args: readonly string[]; readonly body: string } {
  const path = `${folder}:${process.env['PATH'] ?? ''}`
  execFileSync('/bin/sh', ['-c', kurrentdbCurl(event)], { env: { PATH: path, HOME: '/nowhere' } })
  const args = readFileSync(join(folder, 'curl.args'), 'utf8').split('\0').slice(0, -1)
  return { args, body: readFileSync(join(folder, 'curl.body'), 'utf8') }
}

const nasty = `it's "$HOME" \`id\` $(id) \\ ; & | < > * ? ! # ~ %`
const name = fc
  .oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), fc.constant(nasty))
  .filter((text) => /^[^\p{Cc}]+$/u.test(text))

test('a shell gives curl the stream, the type and every byte of data and metadata', () => {
  fc.assert(
    fc.property(name, name, fc.jsonValue(), fc.constantFrom(0, 2), (stream, type, value, indent) => {
      const data = JSON.stringify({ value, nasty, end: '\nEND_OF_EVENTS\n' }, null, indent)
      const event = new EventBuilder().stream(stream).type(type).dataText(data).metadata({ nasty }).build()
      const { args, body } = run(event)
      expect(args).toEqual([
        '--include',
        `http://localhost:2113/streams/${encodeURIComponent(stream)}`,
        '--header',
        'Content-Type: application/vnd.kurrent.events+json',
        '--data-binary',
        '@-',
      ])
      expect(body).toContain(`"data":${data},"metadata":${event.metadata}`)
      expect(JSON.parse(body)).toMatchObject([{ eventId: event.id, eventType: type }])
    }),
    { numRuns: 40 },
  )
})

test('an id that KurrentDB does not take gives way to a new one', () => {
  const event = new EventBuilder().stream('a-1').type('Happened').id('mine').data(1).build()
  const [sent] = JSON.parse(run(event).body) as readonly { readonly eventId: string }[]
  expect(sent?.eventId).toSatisfy(isUuid)
})
