import { exportFormats, type TextFormatName } from '../transfer/export/export-formats.ts'

/** What a file of events can be made as; `epoch` is a store of Epoch's own. */
export type FileFormat = TextFormatName | 'epoch'

const endings: Readonly<Record<FileFormat, readonly string[]>> = {
  ndjson: [exportFormats.ndjson.extension, '.jsonl'],
  cloudevents: [exportFormats.cloudevents.extension],
  kurrentdb: [exportFormats.kurrentdb.extension],
  gaffer: [exportFormats.gaffer.extension],
  csv: [exportFormats.csv.extension],
  epoch: ['.db', '.sqlite', '.sqlite3'],
}

export const fileFormats = Object.keys(endings).filter(isFileFormat)

const compressed = /\.gz$/i

export function isCompressed(file: string): boolean {
  return compressed.test(file)
}

/** The format that a file's name stands for; undefined where it could be any, as for `.json`. */
export function formatOfFile(file: string): FileFormat | undefined {
  const name = file.replace(compressed, '').toLowerCase()
  return fileFormats.find((format) => endings[format].some((ending) => name.endsWith(ending)))
}

function isFileFormat(name: string): name is FileFormat {
  return Object.hasOwn(endings, name)
}
