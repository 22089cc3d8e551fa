import { writeSync } from 'node:fs'
import { IndexWriter } from '../../src/backends/sqlite/index-writer.ts'

/** Fills the indexes of the store at its argument, and says so after each step. */
const [path = ''] = process.argv.slice(2)
const writer = new IndexWriter(path)
while (writer.step().kind === 'worked') writeSync(1, 'step\n')
writeSync(1, 'done\n')
writer.close()
