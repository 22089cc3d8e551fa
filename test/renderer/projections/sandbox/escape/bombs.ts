/** What a projection may do to the machine, the window or another projection, and how that must end. */
export interface Bomb {
  readonly name: string
  /** The whole source of a projection. */
  readonly source: string
  /** It may be ended with one of these codes: what is slow is stopped where the machine is. */
  readonly endsWith?: readonly string[]
  /** If it comes to the end of the log, a part of what the first failure says; absent: there is none. */
  readonly fails?: string
}

function applying(code: string, before = ''): string {
  return `${before}\nexport default { name: 'n', apply: (state, e) => { ${code} } }`
}

const stopped = ['projection-timeout', 'projection-crashed']

/** Folded over ten events each. */
export const bombs: readonly Bomb[] = [
  { name: 'a loop without end', source: applying('for (;;) {}'), endsWith: stopped },
  { name: 'a loop without end while it loads', source: 'for (;;) {}', endsWith: stopped },
  {
    name: 'a loop without end that catches everything',
    source: applying('for (;;) { try { for (;;) {} } catch {} finally { continue } }'),
    endsWith: stopped,
  },
  {
    name: 'a loop of promises',
    source: applying('const again = () => Promise.resolve().then(again); again(); return 1'),
    endsWith: stopped,
  },
  {
    name: 'a pattern that backtracks without end',
    source: applying("return /^(a+)+$/.test('a'.repeat(40) + 'b')"),
    endsWith: stopped,
  },
  {
    name: 'a generator without end',
    source: applying('return [...(function* () { for (;;) yield 1 })()]'),
    endsWith: stopped,
  },
  {
    name: 'recursion without end',
    source: applying('const f = () => f() + 1; return f()'),
    endsWith: stopped,
    fails: 'Maximum call stack',
  },
  {
    name: 'a getter without end in the state',
    source: applying('return { get x() { for (;;) {} } }'),
    endsWith: stopped,
  },
  { name: 'toJSON without end', source: applying('return { toJSON() { for (;;) {} } }'), endsWith: stopped },
  {
    name: 'an error whose message never ends',
    source: applying('throw Object.defineProperty(new Error(), "message", { get() { for (;;) {} } })'),
    endsWith: stopped,
  },
  {
    name: 'a key without end',
    source: `export default { name: 'n', key: () => { for (;;) {} }, apply: () => 1 }`,
    endsWith: stopped,
  },
  {
    name: 'objects without end',
    source: applying('for (;;) keep.push({ a: 1, b: [2] })', 'const keep = []'),
    endsWith: stopped,
  },
  {
    name: 'texts that double',
    source: applying("let s = 'x'; for (;;) s += s"),
    endsWith: stopped,
    fails: 'Invalid string length',
  },
  {
    name: 'texts that double and are kept',
    source: applying(
      "for (;;) { let s = 'x' + keep.length; while (s.length < 2 ** 26) s += s; keep.push([...s.slice(0, 1e6)]) }",
      'const keep = []',
    ),
    endsWith: stopped,
  },
  {
    name: 'buffers without end',
    source: applying('for (;;) keep.push(new ArrayBuffer(2 ** 26))', 'const keep = []'),
    endsWith: stopped,
    fails: '512 MB',
  },
  {
    name: 'small buffers without end',
    source: applying('for (;;) keep.push(new Uint8Array(4000))', 'const keep = []'),
    endsWith: stopped,
    fails: '512 MB',
  },
  {
    name: 'buffers that are sliced without end',
    source: applying('for (;;) keep.push(one.slice())', 'const keep = [], one = new Float64Array(2 ** 23)'),
    endsWith: stopped,
    fails: '512 MB',
  },
  {
    name: 'buffers of a subclass without end',
    source: applying('for (;;) keep.push(new Mine(2 ** 25))', 'const keep = []; class Mine extends Uint8Array {}'),
    endsWith: stopped,
    fails: '512 MB',
  },
  {
    name: 'buffers by way of another’s constructor',
    source: applying('for (;;) keep.push(new (new Uint8Array(1).buffer.constructor)(2 ** 26))', 'const keep = []'),
    endsWith: stopped,
    fails: '512 MB',
  },
  {
    name: 'buffers that are encoded without end',
    source: applying(
      'for (;;) keep.push(new TextEncoder().encode(text))',
      "const keep = [], text = 'x'.repeat(2 ** 25)",
    ),
    endsWith: stopped,
    fails: '512 MB',
  },
  {
    name: 'buffers that are cloned without end',
    source: applying('for (;;) keep.push(structuredClone({ one }))', 'const keep = [], one = new Uint8Array(2 ** 26)'),
    endsWith: stopped,
    fails: 'structuredClone copies no buffers',
  },
  ...[
    ['Object.hasOwn', 'Object.hasOwn = () => true'],
    [
      'Symbol.hasInstance',
      "Object.defineProperty(ArrayBuffer, Symbol.hasInstance, { value: () => !((new Error()).stack.includes('hold')) })",
    ],
    [
      'Reflect.construct',
      'const { construct } = Reflect; Reflect.construct = (...all) => { keep.push(construct(...all)); return {} }',
    ],
    [
      'the traps of proxies',
      'let Own = ArrayBuffer; Object.prototype.get = (target, name) => { Own = target; return target[name] }; ArrayBuffer.name; delete Object.prototype.get; ArrayBuffer = Own',
    ],
    ['byteLength', "Object.defineProperty(ArrayBuffer.prototype, 'byteLength', { get: () => 0 })"],
  ].map(([what, before]) => ({
    name: `buffers that are held behind another ${what}`,
    source: applying('keep.push(new ArrayBuffer({ valueOf: () => 3e8 })); return 1', `const keep = []\n${before}`),
    fails: 'may hold at most 512 MB',
  })),
  {
    name: 'buffers that are held behind other iterators',
    source: applying(
      'keep.push(new ArrayBuffer({ valueOf: () => 3e8 })); return 1',
      'const keep = [], small = new ArrayBuffer(1); Array.prototype[Symbol.iterator] = function* () { yield small }',
    ),
    endsWith: ['projection-failed', 'projection-invalid'],
    fails: 'may hold at most 512 MB',
  },
  {
    name: 'buffers that are cloned at a second look',
    source: applying(
      'keep.push(structuredClone({ get it() { return looks++ % 2 === 0 ? 1 : large } })); return 1',
      'const keep = [], large = new ArrayBuffer(3e8); let looks = 0',
    ),
    fails: 'structuredClone copies no buffers',
  },
  {
    name: 'buffers that are let grow behind a proxy',
    source: applying(
      'const b = new ArrayBuffer(1, new Proxy({ maxByteLength: 2 ** 30 }, { has: () => false })); if (b.resizable) { b.resize(2 ** 30); return b.byteLength } else throw new Error("fixed")',
    ),
    fails: 'fixed',
  },
  {
    name: 'buffers that are let grow',
    source: applying('return new ArrayBuffer(1, { maxByteLength: 2 ** 34 }).byteLength'),
    endsWith: stopped,
    fails: 'resized',
  },
  { name: 'an array of every length', source: applying('return new Array(2 ** 32 - 1).fill(1)'), endsWith: stopped },
  {
    name: 'a thousand workers',
    source: applying('for (let i = 0; i < 1000; i++) new Worker("blob:x")'),
    endsWith: stopped,
    fails: 'Worker is not there',
  },
  {
    name: 'a thousand modules',
    source: applying('for (let i = 0; i < 1000; i++) import("data:text/javascript,1").catch(() => {}); return 1'),
  },
  {
    name: 'a million lines for the console',
    source: applying('for (let i = 0; i < 1e6; i++) console.log(i); return 1'),
  },
  {
    name: 'a million keys an event',
    source: `export default { name: 'n', key: () => Array.from({ length: 1e6 }, (_, i) => 'k' + i), apply: () => 1 }`,
    endsWith: [...stopped, 'value-too-large'],
  },
  { name: 'a state of 100 MB', source: applying("return 'x'.repeat(1e8)"), endsWith: stopped, fails: 'characters' },
  {
    name: 'a message of 10 MB',
    source: applying("throw new Error('x'.repeat(1e7))"),
    endsWith: stopped,
    fails: 'Error: xxx',
  },
  {
    name: 'a hundred thousand columns',
    source: `export default { name: 'n', apply: () => 1, columns: Object.fromEntries(Array.from({ length: 1e5 }, (_, i) => ['c' + i, () => i])) }`,
    endsWith: [...stopped, 'projection-failed', 'projection-invalid'],
  },
  {
    name: 'a name of 100 MB',
    source: `export default { name: 'n'.repeat(1e8), apply: () => 1 }`,
    endsWith: [...stopped, 'projection-failed', 'projection-invalid'],
  },
  {
    name: 'an end that is reported',
    source: applying('reportError(new Error("enough")); close(); return 1'),
    endsWith: stopped,
    fails: 'reportError is not',
  },
]

const theft = `
  const taken = new Set()
  const take = (thing) => { if (thing instanceof MessagePort && !taken.has(thing)) { taken.add(thing); onTaken(thing) } }
  for (const [owner, names] of [[MessageEvent, ['data', 'ports', 'source']], [Event, ['target', 'currentTarget', 'srcElement']]])
    for (const name of names) {
      const { get } = Object.getOwnPropertyDescriptor(owner.prototype, name)
      Object.defineProperty(owner.prototype, name, { configurable: true, get() {
        take(Reflect.apply(get, this, [])); for (const one of [this, this.target]) take(one)
        return Reflect.apply(get, this, [])
      } })
    }
  for (const name of ['apply', 'call', 'bind']) {
    const system = Function.prototype[name]
    Function.prototype[name] = function (self, ...values) { take(self); values.forEach(take); return Reflect.apply(system, this, [self, ...values]) }
  }
`

/** Ways to get at the port through which the worker talks to the page, or at what else it is made of. Each goes on to the end of the log. */
export const thefts: readonly Bomb[] = [
  {
    name: 'by the events that carry messages',
    source: `let stolen = 0; const onTaken = () => { stolen++ }
      try { ${theft} } catch {}
      export default { name: 'n', apply: () => stolen }`,
  },
  {
    name: 'by the global object’s own handlers',
    source: applying(
      'return keep.length',
      `const keep = []; try { onmessage = (e) => keep.push(e) } catch {}; try { EventTarget.prototype.addEventListener.call(self, 'message', (e) => keep.push(e)) } catch {}; try { globalThis.onmessage = (e) => keep.push(e) } catch {}`,
    ),
  },
  {
    name: 'by a structure that calls back',
    source: applying(
      'return stolen',
      `let stolen = 0
      for (const prototype of [Array.prototype, Map.prototype, Set.prototype])
        for (const name of ['push', 'shift', 'set', 'get', 'add', 'map', 'slice']) {
          const system = prototype[name]
          if (!system) continue
          prototype[name] = function (...values) { for (const value of [this, ...values]) if (Object.prototype.toString.call(value) === '[object MessagePort]') stolen++; return Reflect.apply(system, this, values) }
        }`,
    ),
  },
  {
    name: 'by setters on the mother of all objects',
    source: applying(
      'return stolen',
      `let stolen = 0
      for (const name of ['post', 'port', 'port1', 'platform', 'load'])
        Object.defineProperty(Object.prototype, name, { configurable: true, set(value) { stolen++; Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true }) }, get() { return undefined } })`,
    ),
  },
  {
    name: 'by what calls functions',
    source: applying(
      'return stolen',
      `let stolen = 0
      const { apply } = Reflect
      Reflect.apply = (system, self, values) => { for (const thing of [self, self?.target, ...values]) if (Object.prototype.toString.call(thing) === '[object MessagePort]') stolen++; return apply(system, self, values) }`,
    ),
  },
  {
    name: 'by stacks that are prepared',
    source: applying(
      'return frames.filter((frame) => Object.prototype.toString.call(frame?.getThis?.()) === "[object MessagePort]").length',
      `let frames = []; Error.prepareStackTrace = (_, stack) => { frames = stack; return stack }; new Error().stack`,
    ),
  },
  {
    name: 'by the arguments of who called',
    source: applying(
      'return stolen',
      `let stolen = 0; try { (function f() { let c = f.caller; while (c) { for (const a of c.arguments) if (a instanceof MessagePort) stolen++; c = c.caller } })() } catch {}`,
    ),
  },
]
