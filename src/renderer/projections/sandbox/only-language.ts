/** What the language itself has, but for what shows when the machine collects garbage or shares memory. */
const language = [
  ...['Object', 'Function', 'Array', 'Number', 'parseFloat', 'parseInt', 'Infinity', 'NaN', 'undefined', 'Boolean'],
  ...['String', 'Symbol', 'Date', 'Promise', 'RegExp', 'Error', 'AggregateError', 'EvalError', 'RangeError'],
  ...['ReferenceError', 'SyntaxError', 'TypeError', 'URIError', 'SuppressedError', 'globalThis', 'JSON', 'Math'],
  ...['Intl', 'Temporal', 'ArrayBuffer', 'Uint8Array', 'Int8Array', 'Uint16Array', 'Int16Array', 'Uint32Array'],
  ...['Int32Array', 'BigUint64Array', 'BigInt64Array', 'Uint8ClampedArray', 'Float16Array', 'Float32Array'],
  ...['Float64Array', 'DataView', 'Map', 'BigInt', 'Set', 'Iterator', 'WeakMap', 'WeakSet', 'Proxy', 'Reflect'],
  ...['DisposableStack', 'AsyncDisposableStack', 'decodeURI', 'decodeURIComponent', 'encodeURI'],
  ...['encodeURIComponent', 'escape', 'unescape', 'eval', 'isFinite', 'isNaN'],
]

/** What computes and nothing else. */
const platform = ['URL', 'URLSearchParams', 'TextEncoder', 'TextDecoder', 'atob', 'btoa', 'structuredClone', 'console']

/** Said by who uses them, for these are what one reaches for. */
const explained = [
  ...['BroadcastChannel', 'EventSource', 'FinalizationRegistry', 'MessageChannel', 'SharedArrayBuffer', 'SharedWorker'],
  ...['WeakRef', 'WebAssembly', 'WebSocket', 'WebTransport', 'Worker', 'XMLHttpRequest', 'addEventListener'],
  ...['cancelAnimationFrame', 'clearInterval', 'clearTimeout', 'close', 'fetch', 'importScripts', 'postMessage'],
  ...['queueMicrotask', 'requestAnimationFrame', 'setInterval', 'setTimeout'],
]

const explainedObjects = ['caches', 'indexedDB', 'locks', 'navigator', 'performance', 'scheduler']

const kept = new Set([...language, ...platform, 'self', 'crypto'])

/**
 * Takes everything out of the global object, and out of what it inherits from, that is neither the language's nor only computes: a browser
 * may get any other thing with its next version. The frame's policy is what keeps the network shut; this is what keeps the same events
 * giving the same state. What the caller needs, it took before.
 */
export function leaveOnlyLanguage(): void {
  for (let scope: object | null = globalThis; scope !== null && scope !== Object.prototype; scope = parentOf(scope)) {
    for (const name of Object.getOwnPropertyNames(scope)) {
      if (name === 'constructor' || (scope === globalThis && kept.has(name))) continue
      if (kept.has(name) && !Object.hasOwn(globalThis, name)) define(name, Reflect.get(globalThis, name))
      Reflect.deleteProperty(scope, name)
    }
  }
  for (const name of ['createObjectURL', 'revokeObjectURL']) Reflect.deleteProperty(URL, name)
  for (const name of explained) fix(name, refused(name))
  for (const name of explainedObjects) fix(name, new Proxy({}, { get: refused(name) }))
}

/** Makes a name of the global object mean this for good. */
export function fix(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, writable: false, configurable: false })
}

function define(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true })
}

/** Says what is wrong, whether it is called or constructed. */
function refused(name: string): () => never {
  return function refuse(): never {
    throw new TypeError(`${name} is not there in a projection: the same events must always give the same state`)
  }
}

function parentOf(scope: object): object | null {
  return Reflect.getPrototypeOf(scope)
}
