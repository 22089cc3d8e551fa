import type Database from 'better-sqlite3'
import { RecentMap } from './recent-map.ts'

const MOST_STATEMENTS = 100

export type Bind = number | string | Buffer

/** Statements that give one column of numbers, prepared once while they are used. */
export class StatementCache {
  readonly #database: Database.Database
  readonly #statements = new RecentMap<string, Database.Statement<[readonly Bind[]], number>>(MOST_STATEMENTS, () => 1)

  constructor(database: Database.Database) {
    this.#database = database
  }

  numbers(sql: string, binds: readonly Bind[]): number[] {
    const statement = this.#statements.get(sql, () => this.#database.prepare<[readonly Bind[]], number>(sql).pluck())
    return statement.all(binds)
  }
}
