import { parentPort } from './parent-port.ts'
import { serveForeign } from './serve-foreign.ts'

serveForeign(parentPort())
