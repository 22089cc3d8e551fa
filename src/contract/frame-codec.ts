import { type Frame, MAX_WIRE_CHARACTERS } from './transport.ts'

/** Most characters of one frame: an event of 16 MiB with everything escaped, and some. */
const MAX_FRAME_CHARACTERS = 128 * 1024 * 1024

/** The texts that carry a frame: one, or for a large frame parts marked `+` and a last one marked `.`. */
export function encodeFrame(frame: Frame): readonly string[] {
  const text = JSON.stringify(frame)
  if (text.length <= MAX_WIRE_CHARACTERS) return [text]
  const texts: string[] = []
  let at = 0
  while (at < text.length) {
    const end = wholeCharacterEnd(text, at + MAX_WIRE_CHARACTERS)
    texts.push(`${end >= text.length ? '.' : '+'}${text.slice(at, end)}`)
    at = end
  }
  return texts
}

/** `end`, or one less where it would part a surrogate pair: half of one does not survive UTF-8. */
function wholeCharacterEnd(text: string, end: number): number {
  const code = text.charCodeAt(end)
  return code >= 0xdc00 && code < 0xe000 ? end - 1 : end
}

/** Puts the texts of one transport's one direction together again. */
export class FrameDecoder {
  #parts: string[] = []
  #characters = 0

  /** @returns the frame's JSON value, not yet checked, once its last text is there. @throws SyntaxError, RangeError */
  push(text: string): { readonly value: unknown } | undefined {
    const whole = this.join(text)
    return whole === undefined ? undefined : { value: JSON.parse(whole) }
  }

  /** @returns the frame's whole text, once its last part is there. @throws RangeError */
  join(text: string): string | undefined {
    const mark = text[0]
    if (mark !== '+' && mark !== '.') return text
    this.#characters += text.length
    if (this.#characters > MAX_FRAME_CHARACTERS) throw new RangeError('a frame is too large')
    this.#parts.push(text.slice(1))
    if (mark === '+') return undefined
    const whole = this.#parts.join('')
    this.#parts = []
    this.#characters = 0
    return whole
  }
}
