import { rmSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { EpochError } from '../../core/errors.ts'
import { damaged, damageIn } from './damage.ts'
import { fileIdentity, fileState, isSameState } from './file-state.ts'
import type { FittedKind } from './fitted-kind.ts'
import type { ForeignCall, ForeignCalls, KnownHead, OpenedFile, OpenInput } from './foreign-contract.ts'
import { foreignError } from './foreign-errors.ts'
import type { ForeignKind } from './foreign-kind.ts'
import type { ForeignReader } from './foreign-reader.ts'
import { foreignKinds } from './kinds/foreign-kinds.ts'
import { firstVersionOf, kindOfMapping } from './mapping-kind.ts'
import { type ForeignFile, openForeignFile } from './open-foreign-file.ts'
import { openLog } from './open-log.ts'
import { readOutline } from './outline.ts'
import type { Places } from './places.ts'
import { previewMapping } from './preview-mapping.ts'
import { readSchema } from './read-schema.ts'
import { recognise } from './recognise.ts'
import { recognisedKind } from './recognised-kind.ts'
import { readCheckpoints, readSideRows, readSideTables } from './surroundings.ts'
import { WatchedSize } from './watched-size.ts'

const OTHER_KIND = 'it is another kind of database now'

/** A log that is read, and the kind that it is of. */
interface ReadLog {
  readonly fitted: FittedKind
  readonly reader: ForeignReader
}

interface OpenSession {
  readonly file: ForeignFile
  readonly opened: OpenedFile
  /** Absent where no kind of store fits. */
  readonly log?: ReadLog
}

type LogCall = Exclude<ForeignCall, { name: 'open' | 'outline' | 'previewMapping' | 'refresh' }>

/** One foreign file, from its opening to the end of the process: what the process does, without the process. */
export class ForeignSession {
  readonly #kinds: readonly ForeignKind[]
  #input: OpenInput | undefined
  #session: OpenSession | undefined
  #kind: ForeignKind | undefined
  #places: Places | undefined
  #dataVersion: unknown
  #schemaVersion: unknown
  #known: KnownHead = { head: 0, event: '' }
  #size: WatchedSize | undefined

  /** @param kinds those that are tried, in this order */
  constructor(kinds: readonly ForeignKind[] = foreignKinds) {
    this.#kinds = kinds
  }

  /** @param beat called while a call takes long for a good reason */
  async answer(call: ForeignCall, beat: () => void): Promise<unknown> {
    if (call.name === 'open') {
      this.#input = call.input
      this.#known = call.input.known ?? this.#known
      return (await this.#open(call.input, beat)).opened
    }
    if (this.#input === undefined) throw new Error(`${call.name} before open`)
    const session = this.#session ?? (await this.#open(this.#input, beat))
    try {
      return await this.#answerOpen(call, session, this.#input, beat)
    } catch (error) {
      throw foreignError(error, this.#input.path)
    }
  }

  close(): void {
    this.#closeFile()
    this.#places?.close()
    this.#places = undefined
  }

  /** Also removes what it has made in its folder: for when nobody else will, since the parent is gone. */
  abandon(): void {
    this.close()
    if (this.#input !== undefined) rmSync(this.#input.scratch, { recursive: true, force: true, maxRetries: 3 })
  }

  async #answerOpen(
    call: Exclude<ForeignCall, { name: 'open' }>,
    { file, opened, log }: OpenSession,
    input: OpenInput,
    beat: () => void,
  ): Promise<unknown> {
    switch (call.name) {
      case 'outline':
        return readOutline(file.database, opened.schema, opened.nearest) satisfies ForeignCalls['outline']['output']
      case 'previewMapping':
        return previewMapping(file.database, opened.schema, call.input.mapping)
    }
    if (log === undefined) throw replaced(input.path, OTHER_KIND)
    if (call.name === 'refresh') return await this.#refresh(input, file, log.reader, beat)
    return answerFromLog(call, file, opened, log, beat)
  }

  #closeFile(): void {
    this.#session?.file.database.close()
    this.#session = undefined
  }

  async #open(input: OpenInput, beat: () => void): Promise<OpenSession> {
    this.#closeFile()
    beat()
    const file = await openForeignFile(input.path, { ...input, beat })
    try {
      this.#dataVersion = dataVersion(file)
      this.#schemaVersion = schemaVersion(file)
      const looked = this.#look(file, input, beat)
      if (looked.log !== undefined) this.#moveOn(input.path, looked.log.reader)
      this.#session = { file, ...looked }
      this.#size = new WatchedSize(file.path, file.database)
    } catch (error) {
      file.database.close()
      throw foreignError(error, input.path)
    }
    this.#input = { ...input, identity: this.#session.opened.identity }
    return this.#session
  }

  #look(file: ForeignFile, input: OpenInput, beat: () => void): Omit<OpenSession, 'file'> {
    const { database, applicationId } = file
    const identity = fileIdentity(file.path)
    checkSameFile(identity, input)
    const { path } = input
    const opened = {
      identity,
      applicationId,
      userVersion: Number(database.pragma('user_version', { simple: true })),
      schema: readSchema(database, path),
      nearest: '',
    }
    if (applicationId === input.ownApplicationId) return { opened }
    const mapped = input.mappings.map(kindOfMapping)
    const { fitted: found, nearest } = recognise(database, opened.schema, { kinds: this.#kinds, mapped, path })
    if (this.#kind !== undefined && !isSameKind(this.#kind, found?.kind)) throw replaced(path, OTHER_KIND)
    if (found === undefined) return { opened: { ...opened, nearest } }
    beat()
    const damage = damageIn(database)
    if (damage !== undefined && !input.readDamaged) throw damaged(path, damage)
    beat()
    const fitted = found.sureness === 'mapped' ? this.#withFirstVersion(database, found) : found
    const { reader, places } = openLog(database, fitted, { path, scratch: input.scratch, places: this.#places, beat })
    this.#places = places
    this.#kind = fitted.kind
    const facts = {
      known: knownHead(reader),
      positionsAreMade: places?.haveOwnPositions === false,
      rowsLeftOut: places?.rowsLeftOut(database) ?? 0,
      damage,
    }
    return { opened: { ...opened, kind: recognisedKind(fitted, facts) }, log: { fitted, reader } }
  }

  /** What was told of it when the file was first opened stays: versions are counted from it. */
  #withFirstVersion(database: Database.Database, fitted: FittedKind): FittedKind {
    const firstVersion = this.#kind?.firstVersion ?? firstVersionOf(database, fitted.kind)
    return { ...fitted, kind: { ...fitted.kind, firstVersion } }
  }

  /**
   * Commits show in the data version, or where a copy is open in the original's files; then it is copied anew. Where the application has
   * changed its tables, what it is and what stands beside the log is found out anew.
   */
  async #refresh(input: OpenInput, file: ForeignFile, reader: ForeignReader, beat: () => void): Promise<KnownHead> {
    checkSameFile(fileIdentity(file.path), input)
    if (file.copied === undefined) {
      if (this.#size?.wasCutShort()) throw rewound(input.path, 'it was cut short')
      const version = dataVersion(file)
      if (version === this.#dataVersion) return this.#known
      if (schemaVersion(file) !== this.#schemaVersion) return await this.#openAnew(input, beat)
      reader.moveOn(beat)
      this.#moveOn(input.path, reader)
      this.#dataVersion = version
    } else if (!isSameState(file.copied, fileState(file.path))) return await this.#openAnew(input, beat)
    return this.#known
  }

  async #openAnew(input: OpenInput, beat: () => void): Promise<KnownHead> {
    await this.#open(input, beat)
    return this.#known
  }

  /** To the head there is now, unless another event is where the last one was. That the head fell is for the parent to say. */
  #moveOn(path: string, reader: ForeignReader): void {
    const { head, event } = this.#known
    if (reader.head() >= head && reader.headerAt(head) !== event) {
      throw rewound(path, `another event is at ${head} now`)
    }
    this.#known = knownHead(reader)
  }
}

function answerFromLog(
  call: LogCall,
  { database }: ForeignFile,
  { schema }: OpenedFile,
  { fitted: { kind }, reader }: ReadLog,
  beat: () => void,
): unknown {
  switch (call.name) {
    case 'readLog':
      return reader.readLog(call.input)
    case 'readStream':
      return reader.readStream(call.input)
    case 'readHeaders':
      return reader.readHeaders(call.input)
    case 'readRows':
      return { rows: reader.readRows(call.input.positions, beat) }
    case 'readDetail':
      return { detail: reader.readDetail(call.input) }
    case 'countUpTo':
      return { events: reader.countUpTo(call.input.position, beat) }
    case 'readRowsFrom':
      return { rows: reader.readRowsFrom(call.input, beat) }
    case 'checkpoints':
      return { checkpoints: readCheckpoints(database, schema, kind, reader.places(beat)) }
    case 'sideTables':
      return { sideTables: readSideTables(database, schema, kind) }
    case 'sideRows':
      return readSideRows(database, readSideTables(database, schema, kind), call.input)
  }
}

function isSameKind(one: ForeignKind, other: ForeignKind | undefined): boolean {
  return one.name === other?.name && one.table === other.table
}

function knownHead(reader: ForeignReader): KnownHead {
  const head = reader.head()
  return { head, event: reader.headerAt(head) }
}

function dataVersion({ database }: ForeignFile): unknown {
  return database.pragma('data_version', { simple: true })
}

function schemaVersion({ database }: ForeignFile): unknown {
  return database.pragma('schema_version', { simple: true })
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
