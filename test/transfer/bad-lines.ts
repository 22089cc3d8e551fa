/** A line that becomes no event, and what is said of it. */
export interface BadLine {
  readonly what: string
  readonly bytes: Uint8Array
  readonly code: string
  /** From 1. */
  readonly column: number
}

const begin = '{"stream":"s","type":"T","data":'
const inData = begin.length + 1

/** Longest line, in bytes, that these lines expect to be read. */
export const LINE_LIMIT = 2048

/** Every kind of line that an import leaves out. */
export const badLines: readonly BadLine[] = [
  bad('a word', 'import-bad-json', 1, 'nothing like JSON'),
  bad('an object cut off', 'import-bad-json', 32, begin.slice(0, -1)),
  bad('a value cut off', 'import-bad-json', inData, begin),
  bad('a string cut off', 'import-bad-json', inData + 4, `${begin}"abc`),
  bad('a comma last', 'import-bad-json', inData + 2, `${begin}1,}`),
  bad('two commas', 'import-bad-json', inData + 2, `${begin}1,,"a":1}`),
  bad('no comma', 'import-bad-json', inData + 2, `${begin}1 "a":1}`),
  bad('no colon', 'import-bad-json', 11, '{"stream" "s"}'),
  bad('NaN', 'import-bad-json', inData, `${begin}NaN}`),
  bad('a number that begins with zero', 'import-bad-json', inData + 1, `${begin}01}`),
  bad('a key without quotes', 'import-bad-json', 2, '{stream:"s"}'),
  bad('single quotes', 'import-bad-json', 2, "{'stream':'s'}"),
  bad('an unknown escape', 'import-bad-json', inData + 1, `${begin}"\\x"}`),
  bad('half an escape', 'import-bad-json', inData + 1, `${begin}"\\u00"}`),
  bad('brackets that cross', 'import-bad-json', inData + 2, `${begin}[1}`),
  bad('a bracket too many', 'import-bad-json', inData + 2, `${begin}1}}`),
  bad('two objects', 'import-bad-json', inData + 2, `${begin}1}${begin}2}`),
  bad('a comment', 'import-bad-json', inData + 2, `${begin}1}//`),
  bad('a byte order mark', 'import-bad-json', 1, `\ufeff${begin}1}`),
  bad('an astral character before the fault', 'import-bad-json', inData + 4, `${begin}"😀"]`),
  bad('a NUL in a string', 'import-control-char', inData + 1, `${begin}"\0"}`),
  bad('a tab in a string', 'import-control-char', inData + 2, `${begin}"a\tb"}`),
  bad('a carriage return in a string', 'import-control-char', inData + 1, `${begin}"\rb"}`),
  bad('a carriage return for a line feed', 'import-control-char', inData + 2, `${begin}1}\r${begin}2}`),
  bad('a vertical tab between members', 'import-control-char', 2, `{\v"stream":"s"}`),
  bad('a stray byte', 'import-bad-utf8', inData + 1, begin, [0x22, 0xff, 0x22, 0x7d]),
  bad('an overlong form', 'import-bad-utf8', inData + 2, `${begin}"é`, [0xc0, 0xaf, 0x22, 0x7d]),
  bad('a surrogate as bytes', 'import-bad-utf8', inData + 3, `${begin}"😀`, [0xed, 0xa0, 0x80, 0x22, 0x7d]),
  bad('a character cut off by the end', 'import-bad-utf8', inData + 1, `${begin}"`, [0xe2, 0x82]),
  bad('an array', 'import-bad-event', 1, '[1,2]'),
  bad('a number', 'import-bad-event', 1, '17'),
  bad('an object of nothing', 'import-bad-event', 1, '{}'),
  bad('no type', 'import-bad-event', 1, '{"stream":"s","data":1}'),
  bad('a type that is no text', 'import-bad-event', 22, '{"stream":"s","type":[]}'),
  bad('metadata that is no object', 'import-bad-event', inData + 13, `${begin}1,"metadata":1}`),
  bad('a schema version that is none', 'import-bad-event', inData + 18, `${begin}1,"schemaVersion":-1}`),
  bad('an attribute of CloudEvents missing', 'import-bad-event', 1, '{"specversion":"1.0","type":"T","source":"s"}'),
  bad('half a surrogate pair in a name', 'bad-name', 11, '{"stream":"\\ud800","type":"T"}'),
  bad('a name of 513 bytes', 'bad-name', 11, `{"stream":"${'x'.repeat(513)}","type":"T"}`),
  bad('a time that is none', 'import-bad-time', inData + 9, `${begin}1,"time":"soon"}`),
  bad('600 levels', 'import-too-deep', inData + 511, `${begin}${'['.repeat(600)}${']'.repeat(600)}}`),
  bad('a line past the limit', 'import-line-too-long', 1, `${begin}"${'x'.repeat(LINE_LIMIT)}"}`),
]

function bad(what: string, code: string, column: number, text: string, end: readonly number[] = []): BadLine {
  return { what, code, column, bytes: Buffer.concat([Buffer.from(text), Uint8Array.from(end)]) }
}
