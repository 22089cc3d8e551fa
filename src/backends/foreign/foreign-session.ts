import { EpochError } from '../../core/errors.ts'
import { checkWhole } from './check-whole.ts'
import { fileIdentity, fileState, isSameState } from './file-state.ts'
import type { ForeignCall, OpenedFile, OpenInput } from './foreign-contract.ts'
import { foreignError } from './foreign-errors.ts'
import { ForeignReader } from './foreign-reader.ts'
import { type ForeignFile, openForeignFile } from './open-foreign-file.ts'
import { readSchema } from './read-schema.ts'
import { recognise } from './recognise.ts'
import { WatchedSize } from './watched-size.ts'

interface OpenSession {
  readonly file: ForeignFile
  readonly opened: OpenedFile
  /** Absent where no kind of store fits. */
  readonly reader?: ForeignReader
}

/** One foreign file, from its opening to the end of the process: what the process does, without the process. */
export class ForeignSession {
  #input: OpenInput | undefined
  #session: OpenSession | undefined
  #dataVersion: unknown
  #head = 0
  #headHeader: string | undefined
  #size: WatchedSize | undefined

  /** @param beat called while a call takes long for a good reason */
  async answer(call: ForeignCall, beat: () => void): Promise<unknown> {
    if (call.name === 'open') {
      this.#input = call.input
      return (await this.#open(call.input, beat)).opened
    }
    if (this.#input === undefined) throw new Error(`${call.name} before open`)
    const { file, reader } = this.#session ?? (await this.#open(this.#input, beat))
    if (reader === undefined) throw replaced(this.#input.path, 'it is another kind of database now')
    try {
      switch (call.name) {
        case 'readLog':
          return reader.readLog(call.input)
        case 'readStream':
          return reader.readStream(call.input)
        case 'refresh':
          return { head: await this.#refresh(this.#input, file, reader, beat) }
      }
    } catch (error) {
      throw foreignError(error, this.#input.path)
    }
  }

  close(): void {
    this.#session?.file.database.close()
    this.#session = undefined
  }

  async #open(input: OpenInput, beat: () => void): Promise<OpenSession> {
    this.close()
    beat()
    const file = await openForeignFile(input.path, { ...input, beat })
    try {
      this.#dataVersion = dataVersion(file)
      const looked = look(file, input, beat)
      if (looked.reader !== undefined) this.#moveOn(input.path, looked.reader)
      this.#session = { file, ...looked }
      this.#size = new WatchedSize(file.path, file.database)
    } catch (error) {
      file.database.close()
      throw foreignError(error, input.path)
    }
    this.#input = { ...input, identity: this.#session.opened.identity }
    return this.#session
  }

  /** Commits show in the data version, or where a copy is open in the original's files; then it is copied anew. */
  async #refresh(input: OpenInput, file: ForeignFile, reader: ForeignReader, beat: () => void): Promise<number> {
    checkSameFile(fileIdentity(file.path), input)
    if (file.copied === undefined) {
      if (this.#size?.wasCutShort()) throw rewound(input.path, 'it was cut short')
      const version = dataVersion(file)
      if (version !== this.#dataVersion) this.#moveOn(input.path, reader)
      this.#dataVersion = version
    } else if (!isSameState(file.copied, fileState(file.path))) {
      const again = await this.#open(input, beat)
      if (again.reader === undefined) throw replaced(input.path, 'it is another kind of database now')
    }
    return this.#head
  }

  /** To the head there is now, unless another event is where the last one was. That the head fell is for the parent to say. */
  #moveOn(path: string, reader: ForeignReader): void {
    const head = reader.head()
    if (head >= this.#head && reader.headerAt(this.#head) !== this.#headHeader) {
      throw rewound(path, `another event is at ${this.#head} now`)
    }
    this.#head = head
    this.#headHeader = reader.headerAt(head)
  }
}

function look(file: ForeignFile, input: OpenInput, beat: () => void): { opened: OpenedFile; reader?: ForeignReader } {
  const { database, applicationId } = file
  const identity = fileIdentity(file.path)
  checkSameFile(identity, input)
  const opened = {
    identity,
    applicationId,
    userVersion: Number(database.pragma('user_version', { simple: true })),
    schema: readSchema(database, input.path),
    nearest: '',
  }
  if (applicationId === input.ownApplicationId) return { opened }
  const { kind, nearest } = recognise(database, opened.schema, input.path)
  if (kind === undefined) return { opened: { ...opened, nearest } }
  beat()
  checkWhole(database, input.path)
  beat()
  const reader = new ForeignReader(database, kind)
  const recognisedBy = `${kind.recognisedBy}${leftOut(reader.rowsOutside(), kind.columns.position)}`
  return { opened: { ...opened, kind: { name: kind.name, recognisedBy, head: reader.head() } }, reader }
}

function leftOut(rows: number, column: string): string {
  return rows === 0 ? '' : `; rows left out because their ${column} is below 1 or beyond 2^53: ${rows}`
}

function dataVersion({ database }: ForeignFile): unknown {
  return database.pragma('data_version', { simple: true })
}

function checkSameFile(identity: string, input: OpenInput): void {
  if (input.identity !== undefined && identity !== input.identity)
    throw replaced(input.path, identity === '' ? 'it was moved or deleted' : 'another file is in its place')
}

function rewound(path: string, said: string): EpochError {
  const message = `${path}: ${said}, so the history is not the one that was read; open it again`
  return new EpochError('store-rewound', message, { path })
}

function replaced(path: string, said: string): EpochError {
  return new EpochError('store-replaced', `${path}: ${said}; open it again where it is now`, { path })
}
