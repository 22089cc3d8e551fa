import type { Command } from './command.ts'

export const whatIfCommands: readonly Command[] = []
