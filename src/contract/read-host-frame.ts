import { type ErrorRecord, isErrorCode } from '../core/errors.ts'
import type { JsonObject } from '../core/json.ts'
import type { HostFrame } from './transport.ts'

/** A host's frame, when `value` has the form of one. What it carries is the business of who asked. */
export function readHostFrame(value: unknown): HostFrame | undefined {
  if (!isObject(value) || !Number.isSafeInteger(value['id'])) return undefined
  const id = Number(value['id'])
  switch (value['kind']) {
    case 'output':
      return { kind: 'output', id, output: value['output'] }
    case 'message':
      return { kind: 'message', id, message: value['message'] }
    case 'end':
      return { kind: 'end', id }
    case 'error': {
      const error = readErrorRecord(value['error'])
      return error && { kind: 'error', id, error }
    }
    default:
      return undefined
  }
}

function readErrorRecord(value: unknown): ErrorRecord | undefined {
  if (!isObject(value)) return undefined
  const { code, message, details } = value
  if (typeof code !== 'string' || !isErrorCode(code) || typeof message !== 'string') return undefined
  return { code, message, details: isJsonObject(details) ? details : {} }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Of a value that came out of JSON text, where nothing but JSON can be inside. */
function isJsonObject(value: unknown): value is JsonObject {
  return isObject(value)
}
