import { expect, test } from 'vitest'
import { parsePayloadPath } from '../../../src/core/filter/payload-path.ts'
import { MASKED_VALUE, maskedValue } from '../../../src/renderer/state/masked-value.ts'

test.each([
  { path: 'data.email', mask: 'data.email', text: '"a@b"', shown: MASKED_VALUE },
  { path: 'data.customer.email', mask: 'data.customer', text: '"a@b"', shown: MASKED_VALUE },
  { path: 'data.customer', mask: 'data.customer.email', text: '{"email":"a@b","n":1}', shown: '{"email":"***","n":1}' },
  { path: 'data.lines[0].name', mask: 'data.lines.name', text: '"vase"', shown: MASKED_VALUE },
  { path: 'data.lines[0]', mask: 'data.lines.name', text: '{"name":"vase"}', shown: '{"name":"***"}' },
  { path: 'data.lines[1]', mask: 'data.lines[0]', text: '"vase"', shown: '"vase"' },
  { path: 'meta.email', mask: 'data.email', text: '"a@b"', shown: '"a@b"' },
  { path: 'data.emails', mask: 'data.email', text: '"a@b"', shown: '"a@b"' },
  {
    path: 'data.customer',
    mask: 'data.customer.email',
    text: '{"email":"a@b","address":"in a str…',
    shown: MASKED_VALUE,
  },
  { path: 'data.email', mask: 'data', text: '"a@b"', shown: MASKED_VALUE },
])('$text at $path is shown as $shown where $mask is masked', ({ path, mask, text, shown }) => {
  expect(maskedValue(parsePayloadPath(path), text, [parsePayloadPath(mask)])).toBe(shown)
})
