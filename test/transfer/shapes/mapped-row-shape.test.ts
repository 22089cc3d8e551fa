import { describe, expect, test } from 'vitest'
import { EpochError } from '../../../src/core/errors.ts'
import { jsonMembers } from '../../../src/core/json-members.ts'
import type { MappedColumns, PayloadEncoding } from '../../../src/core/store-mapping.ts'
import { mappedRowShape } from '../../../src/transfer/shapes/mapped-row-shape.ts'

const row =
  '{"kind":"cart","no":9007199254740993,"what":"Opened","body":"{\\"a\\":1}","at":"2024-03-01T12:00:00","n": 1.0}'

function decode(text: string, columns: Partial<MappedColumns>, payload: PayloadEncoding = 'auto') {
  const mapped = { stream: ['kind', 'no'], type: 'what', data: 'body', ...columns }
  const shape = mappedRowShape({ table: '', columns: mapped, payload })
  const record = { text, members: jsonMembers(text) ?? new Map() }
  return shape.fits(record) ? shape.decoder({})(record) : 'does not fit'
}

describe('rows whose columns a person said', () => {
  test('are read as the mapping says, numbers of a stream with all their digits', () => {
    expect(decode(row, { time: 'at' })).toEqual({
      stream: 'cart-9007199254740993',
      type: 'Opened',
      createdAtUs: 1_709_294_400_000_000,
      timeText: '"2024-03-01T12:00:00"',
      schemaVersion: 1,
      data: '{"a":1}',
      metadata: '{}',
    })
    expect(decode(row, {}, 'text')).toMatchObject({ data: '"{\\"a\\":1}"' })
  })

  test('do not fit where a column is missing', () => {
    expect(decode(row, { id: 'id' })).toBe('does not fit')
  })

  test('without a column of data have as data what is mapped to nothing', () => {
    expect(decode(row, { data: '', time: 'at' })).toMatchObject({ data: '{"body":"{\\"a\\":1}","n":1.0}' })
  })

  test('whose data is not as the mapping says are faults', () => {
    expect(() => decode(row.replace('{\\"a\\":1}', 'x'), {}, 'json')).toThrow(
      expect.objectContaining({ code: 'import-bad-json' }),
    )
    expect(() => decode(row, { data: 'what' }, 'hex')).toThrow(EpochError)
  })
})
