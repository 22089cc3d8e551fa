import type { JsonFault } from './json.ts'
import { JsonScanner } from './json-scanner.ts'

/** Says why `text` is not JSON (RFC 8259) that Epoch keeps, or nothing: numbers of any length and any key are as good as the text says. */
export function checkJson(text: string): JsonFault | undefined {
  return new JsonScanner().scan(text)
}
