import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A real Emmett application that writes as neighbour-writer.ts does. */
export const emmettNeighbour: string = fileURLToPath(new URL('../peers/emmett/emmett-neighbour.js', import.meta.url))

/** Emmett's driver is compiled where it is wanted: it is not among Epoch's own dependencies. */
export const isEmmettInstalled: boolean = existsSync(
  new URL('../peers/emmett/node_modules/sqlite3/build', import.meta.url),
)
