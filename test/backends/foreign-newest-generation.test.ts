import { expect, test } from 'vitest'
import { newestGeneration } from '../../src/backends/foreign/kinds/newest-generation.ts'

test.each([
  { content: '{"1":{"a":1}}', shown: '{"a":1}' },
  { content: '{"1":{"a":1},"2":{"b":[1,{"c":"}"}]}}', shown: '{"b":[1,{"c":"}"}]}' },
  { content: '{"10":{"b":2},"9":{"a":1}}', shown: '{"b":2}' },
  { content: ' { "1" : {"quoted":"a \\" { , \\\\"} } ', shown: '{"quoted":"a \\" { , \\\\"}' },
  { content: '{"1":"text, with: marks"}', shown: '"text, with: marks"' },
  { content: '{"1":9007199254740993}', shown: '9007199254740993' },
  { content: '{"redacted":true,"reason":"gdpr"}', shown: '{"redacted":true,"reason":"gdpr"}' },
  { content: '{"1":{},"note":{}}', shown: '{"1":{},"note":{}}' },
  { content: '{}', shown: '{}' },
  { content: '[{"1":{}},2]', shown: '[{"1":{}},2]' },
  { content: 'null', shown: 'null' },
  { content: '"1"', shown: '"1"' },
])('of the content $content the newest generation is $shown', ({ content, shown }) => {
  expect(newestGeneration(content)).toBe(shown)
})

test('a generation of megabytes is found in its text', () => {
  const large = JSON.stringify({ text: 'x"\\'.repeat(1_000_000) })
  expect(newestGeneration(`{"1":{},"2":${large}}`) === large).toBe(true)
})
