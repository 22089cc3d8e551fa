/** What a handler may return besides JSON data, and a part of what is then said of it. */
export interface StrangeState {
  readonly name: string
  /** An expression. */
  readonly state: string
  readonly said: string
}

export const strangeStates: readonly StrangeState[] = [
  { name: 'a function', state: '() => 1', said: 'returned a function' },
  { name: 'a class', state: 'class {}', said: 'returned a function' },
  { name: 'a symbol', state: 'Symbol("x")', said: 'returned a symbol' },
  { name: 'a big integer', state: '1n', said: 'returned a bigint' },
  { name: 'a promise', state: 'Promise.resolve(1)', said: 'async' },
  { name: 'a big integer within', state: '({ a: [1n] })', said: 'state' },
  { name: 'a function within', state: '({ a: () => 1 })', said: 'state' },
  { name: 'a symbol within', state: '({ a: Symbol() })', said: 'state' },
  { name: 'no number', state: '({ a: NaN })', said: 'state' },
  { name: 'more than any number', state: '[Infinity]', said: 'state' },
  { name: 'a circle', state: '(() => { const a = { b: {} }; a.b.a = a; return a })()', said: 'state' },
  { name: 'a list in itself', state: '(() => { const a = []; a.push(a); return a })()', said: 'state' },
  { name: 'a Map', state: 'new Map([[1, 2]])', said: 'state' },
  { name: 'a Set', state: 'new Set([1])', said: 'state' },
  { name: 'a Date', state: '({ at: new Date(0) })', said: 'state' },
  { name: 'a pattern', state: '({ a: /x/ })', said: 'state' },
  { name: 'bytes', state: 'new Uint8Array(4)', said: 'state' },
  { name: 'a getter that throws', state: '({ get a() { throw new Error("no") } })', said: 'no' },
  { name: 'toJSON that throws', state: '({ toJSON() { throw new Error("no") } })', said: 'state.toJSON is a function' },
  { name: 'toJSON that says something else', state: '({ a: 1, toJSON: () => ({ b: 2 }) })', said: 'state' },
  { name: 'toJSON that says nothing', state: '({ toJSON: () => undefined })', said: 'state' },
  { name: 'a thenable', state: '({ then(yes) { yes(1) } })', said: 'state' },
  { name: 'a proxy that throws', state: 'new Proxy({}, { ownKeys() { throw new Error("no") } })', said: 'no' },
  {
    name: 'a proxy that is revoked',
    state: '(() => { const p = Proxy.revocable({}, {}); p.revoke(); return p.proxy })()',
    said: 'revoked',
  },
  {
    name: 'nothing but depth',
    state: '(() => { let s = 1; for (let i = 0; i < 1e5; i++) s = [s]; return s })()',
    said: 'state',
  },
]

/** Names that mean something to JavaScript itself. */
export const poisonedNames = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__', 'then'],
  ...['toJSON', 'length', '', '0', '-1', 'undefined', 'null', 'name', 'apply', 'ключ', '🙂', '\ud800'],
] as const
