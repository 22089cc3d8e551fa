/**
 * Most bytes that a projection may hold in buffers. The engine of the language bounds its objects and texts itself, but not these: they
 * grow until the machine has no more.
 */
const MAX_BUFFER_BYTES = 512 * 1024 * 1024

/** Buffers are counted in lots of this size, so that many small ones cost little. */
const LOT_BYTES = 1024 * 1024

// Taken before user code runs, which may change any of them: whoever counts must not ask what it counts.
const { defineProperty, getOwnPropertyDescriptor } = Object
const { apply, construct, get, getPrototypeOf, ownKeys } = Reflect
const { isView } = ArrayBuffer
const TypedArray: object = getPrototypeOf(Uint8Array) ?? Uint8Array
const typedArrays: object = getOwnPropertyDescriptor(TypedArray, 'prototype')?.value
const bytesOfBuffer = getterOf(ArrayBuffer.prototype, 'byteLength')
const bytesOfView = getterOf(typedArrays, 'byteLength')
const bufferOfView = getterOf(typedArrays, 'buffer')
const { forEach: eachInMap } = Map.prototype
const { forEach: eachInSet, has: isInSet, add: addToSet } = Set.prototype
const { has: isInWeakMap, set: setInWeakMap } = WeakMap.prototype

const arrays = [
  ...['Uint8Array', 'Int8Array', 'Uint8ClampedArray', 'Uint16Array', 'Int16Array', 'Uint32Array', 'Int32Array'],
  ...['Float16Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array'],
]
const copying = ['slice', 'map', 'filter', 'with', 'toSorted', 'toReversed']
const moving = ['slice', 'transfer', 'transferToFixedLength', 'transferToImmutable', 'sliceToImmutable', 'resize']

/** A number of buffers that are counted together; once the last of them is gone its bytes are free. */
interface Lot {
  bytes: number
}

/** Makes every way to get a buffer count, and throw RangeError where all that live would be too large. */
export function boundBuffers(): void {
  const bounds = new BufferBounds()
  for (const name of ['ArrayBuffer', ...arrays]) bounds.boundConstructor(name)
  bounds.boundMethods(ArrayBuffer.prototype, moving)
  bounds.boundMethods(typedArrays, copying)
  bounds.boundMethods(Uint8Array, ['fromBase64', 'fromHex'])
  bounds.boundMethods(TextEncoder.prototype, ['encode'])
  boundStructuredClone()
}

class BufferBounds {
  #heldBytes = 0
  #lot: Lot = { bytes: 0 }
  /** By buffer; it keeps the lot as long as the buffer. */
  readonly #lots = new WeakMap<object, Lot>()
  readonly #freed = new FinalizationRegistry<number>((bytes) => {
    this.#heldBytes -= bytes
  })

  boundConstructor(name: string): void {
    const made: unknown = getOwnPropertyDescriptor(globalThis, name)?.value
    if (typeof made !== 'function') return
    const width: unknown = getOwnPropertyDescriptor(made, 'BYTES_PER_ELEMENT')?.value
    const itemBytes = typeof width === 'number' ? width : 1
    const isOfBuffers = name === 'ArrayBuffer'
    // Without a prototype: what is no trap here must not become one by what user code gives to all objects.
    const traps: ProxyHandler<typeof made> = Object.create(null)
    traps.construct = (target, values: readonly unknown[], newTarget) => {
      const first = values[0]
      const options = values[1]
      if (typeof first === 'number') this.#mayHold(first * itemBytes)
      if (isOfBuffers && typeof options === 'object' && options !== null && 'maxByteLength' in options)
        throw new RangeError('a projection has no buffers that can be resized')
      const object: object = construct(target, isOfBuffers ? [first] : values, newTarget)
      if (bytesIn(first) === undefined || isView(first)) this.#hold(object)
      return object
    }
    const bounded = new Proxy(made, traps)
    const prototype: object = getOwnPropertyDescriptor(made, 'prototype')?.value
    defineProperty(prototype, 'constructor', { value: bounded })
    defineProperty(globalThis, name, { value: bounded, writable: true, configurable: true })
  }

  boundMethods(owner: object, names: readonly string[]): void {
    for (const name of names) {
      const method: unknown = getOwnPropertyDescriptor(owner, name)?.value
      if (typeof method !== 'function') continue
      const hold = (value: unknown): void => this.#hold(value)
      const bounded = function (this: unknown, ...values: unknown[]): unknown {
        const result: unknown = apply(method, this, values)
        hold(result)
        return result
      }
      defineProperty(owner, name, { value: bounded })
    }
  }

  #mayHold(bytes: number): void {
    if (!(this.#heldBytes + bytes > MAX_BUFFER_BYTES)) return
    throw new RangeError(`a projection may hold at most ${MAX_BUFFER_BYTES / LOT_BYTES} MB in buffers`)
  }

  #hold(value: unknown): void {
    const bytes = bytesIn(value)
    if (bytes === undefined) return
    const buffer: unknown = isView(value) ? apply(bufferOfView, value, []) : value
    if (apply(isInWeakMap, this.#lots, [buffer])) return
    this.#mayHold(bytes)
    this.#heldBytes += bytes
    this.#lot.bytes += bytes
    apply(setInWeakMap, this.#lots, [buffer, this.#lot])
    if (this.#lot.bytes < LOT_BYTES) return
    this.#freed.register(this.#lot, this.#lot.bytes)
    this.#lot = { bytes: 0 }
  }
}

/** How many bytes a buffer or an array over one has; `undefined` of anything else. */
function bytesIn(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  try {
    return Number(apply(isView(value) ? bytesOfView : bytesOfBuffer, value, []))
  } catch {
    return undefined
  }
}

/** A clone's buffers would not be counted, so there are none. */
function boundStructuredClone(): void {
  const clone = structuredClone
  const value = (given: unknown): unknown => {
    const made: unknown = clone(given)
    // Of the clone: what is given may show another thing each time it is looked at.
    if (holdsBuffer(made, new Set())) throw new TypeError('structuredClone copies no buffers in a projection')
    return made
  }
  defineProperty(globalThis, 'structuredClone', { value, writable: true, configurable: true })
}

function holdsBuffer(value: unknown, met: Set<object>): boolean {
  if (typeof value !== 'object' || value === null || apply(isInSet, met, [value])) return false
  apply(addToSet, met, [value])
  if (isView(value) || bytesIn(value) !== undefined) return true
  let holds = false
  const look = (part: unknown, key?: unknown): void => {
    holds ||= holdsBuffer(part, met) || holdsBuffer(key, met)
  }
  eachPart(eachInMap, value, look)
  eachPart(eachInSet, value, look)
  const keys = ownKeys(value)
  for (let at = 0; at < keys.length && !holds; at++) look(get(value, keys[at] ?? ''))
  return holds
}

/** Where `value` is what `each` is for. */
function eachPart(each: (...values: never[]) => void, value: object, look: (part: unknown, key?: unknown) => void) {
  let isOfIt = false
  try {
    apply(each, value, [
      (part: unknown, key: unknown) => {
        isOfIt = true
        look(part, key)
      },
    ])
  } catch (error) {
    if (isOfIt) throw error
  }
}

function getterOf(owner: object, name: string): () => unknown {
  const getter = Object.getOwnPropertyDescriptor(owner, name)?.get
  if (getter === undefined) throw new TypeError(`${name} has no getter`)
  return getter
}
