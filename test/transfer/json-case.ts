/** A text that is JSON or is not, by RFC 8259; text that UTF-8 cannot hold is bytes. */
export interface JsonCase {
  readonly name: string
  readonly text: string | Uint8Array
}

export type NamedTexts = readonly (readonly [name: string, text: string | Uint8Array])[]

export function listed(cases: NamedTexts): readonly JsonCase[] {
  return cases.map(([name, text]) => ({ name, text }))
}

/** A string whose content is these bytes. */
export function quoted(...bytes: readonly number[]): Uint8Array {
  return Uint8Array.of(0x22, ...bytes, 0x22)
}
