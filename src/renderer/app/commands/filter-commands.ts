import type { Command } from './command.ts'

export const filterCommands: readonly Command[] = []
