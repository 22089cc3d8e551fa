/**
 * Most bytes that a projection may hold in buffers. The engine of the language bounds its objects and texts itself, but not these: they
 * grow until the machine has no more.
 */
const MAX_BUFFER_BYTES = 512 * 1024 * 1024

/** Buffers are counted in lots of this size, so that many small ones cost little. */
const LOT_BYTES = 1024 * 1024

const TypedArray: object = Reflect.getPrototypeOf(Uint8Array) ?? Uint8Array
const arrays = [
  ...['Uint8Array', 'Int8Array', 'Uint8ClampedArray', 'Uint16Array', 'Int16Array', 'Uint32Array', 'Int32Array'],
  ...['Float16Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array'],
]
const copying = ['slice', 'map', 'filter', 'with', 'toSorted', 'toReversed']
const LOT = Symbol('lot')

/** A number of buffers that are counted together; once the last of them is gone its bytes are free. */
interface Lot {
  bytes: number
}

/** Makes every way to get a buffer count, and throw RangeError where all that live would be too large. */
export function boundBuffers(): void {
  const bounds = new BufferBounds()
  for (const name of ['ArrayBuffer', ...arrays]) bounds.boundConstructor(name)
  bounds.boundMethods(ArrayBuffer.prototype, ['slice', 'transfer', 'transferToFixedLength', 'resize'])
  bounds.boundMethods(Object.getOwnPropertyDescriptor(TypedArray, 'prototype')?.value, copying)
  bounds.boundMethods(Uint8Array, ['fromBase64', 'fromHex'])
  bounds.boundMethods(TextEncoder.prototype, ['encode'])
  boundStructuredClone()
}

class BufferBounds {
  #heldBytes = 0
  #lot: Lot = { bytes: 0 }
  readonly #freed = new FinalizationRegistry<number>((bytes) => {
    this.#heldBytes -= bytes
  })

  boundConstructor(name: string): void {
    const made: unknown = Object.getOwnPropertyDescriptor(globalThis, name)?.value
    if (typeof made !== 'function') return
    const width: unknown = Object.getOwnPropertyDescriptor(made, 'BYTES_PER_ELEMENT')?.value
    const itemBytes = typeof width === 'number' ? width : 1
    const bounded = new Proxy(made, {
      construct: (target, values: readonly unknown[], newTarget) => {
        const [first, options] = values
        if (typeof first === 'number') this.#mayHold(first * itemBytes)
        if (typeof options === 'object' && options !== null && 'maxByteLength' in options)
          throw new RangeError('a projection has no buffers that can be resized')
        const object: object = Reflect.construct(target, values, newTarget)
        if (!(first instanceof ArrayBuffer)) this.#hold(object)
        return object
      },
    })
    const prototype: object = Object.getOwnPropertyDescriptor(made, 'prototype')?.value
    Object.defineProperty(prototype, 'constructor', { value: bounded })
    Object.defineProperty(globalThis, name, { value: bounded, writable: true, configurable: true })
  }

  boundMethods(owner: object, names: readonly string[]): void {
    for (const name of names) {
      const method: unknown = Object.getOwnPropertyDescriptor(owner, name)?.value
      if (typeof method !== 'function') continue
      const hold = (value: unknown): void => this.#hold(value)
      const bounded = function (this: unknown, ...values: unknown[]): unknown {
        const result: unknown = Reflect.apply(method, this, values)
        hold(result)
        return result
      }
      Object.defineProperty(owner, name, { value: bounded })
    }
  }

  #mayHold(bytes: number): void {
    if (!(this.#heldBytes + bytes > MAX_BUFFER_BYTES)) return
    throw new RangeError(`a projection may hold at most ${MAX_BUFFER_BYTES / LOT_BYTES} MB in buffers`)
  }

  #hold(value: unknown): void {
    if (!(value instanceof ArrayBuffer || ArrayBuffer.isView(value)) || Object.hasOwn(value, LOT)) return
    const { byteLength } = value
    this.#mayHold(byteLength)
    const buffer = value instanceof ArrayBuffer ? value : value.buffer
    this.#heldBytes += byteLength
    this.#lot.bytes += byteLength
    Object.defineProperty(buffer, LOT, { value: this.#lot, configurable: true })
    if (this.#lot.bytes < LOT_BYTES) return
    this.#freed.register(this.#lot, this.#lot.bytes)
    this.#lot = { bytes: 0 }
  }
}

/** A clone's buffers would not be counted, so there are none. */
function boundStructuredClone(): void {
  const clone = structuredClone
  const value = (given: unknown): unknown => {
    if (holdsBuffer(given, new Set())) throw new TypeError('structuredClone copies no buffers in a projection')
    return clone(given)
  }
  Object.defineProperty(globalThis, 'structuredClone', { value, writable: true, configurable: true })
}

function holdsBuffer(value: unknown, met: Set<object>): boolean {
  if (typeof value !== 'object' || value === null || met.has(value)) return false
  met.add(value)
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return true
  const parts = value instanceof Map ? [...value].flat() : value instanceof Set ? [...value] : Object.values(value)
  return parts.some((part) => holdsBuffer(part, met))
}
