import Database from 'better-sqlite3'
import { parentPort } from '../../src/backends/foreign/parent-port.ts'
import { addMessage } from './foreign-emmett-store.ts'

/** A program that has an Emmett store open and writes to it when told: `open <path>`, `add <count>`, `close`. */
const parent = parentPort()
let database: Database.Database | undefined

parent.onText((text) => {
  const [what, argument = ''] = text.split(' ')
  if (what === 'open') {
    database = new Database(argument)
    database.pragma('journal_mode = WAL')
  }
  if (what === 'add') for (let i = 0; i < Number(argument); i++) if (database) addMessage(database)
  if (what === 'begin') database?.exec('BEGIN IMMEDIATE')
  if (what === 'close') database?.close()
  parent.send('done')
})
