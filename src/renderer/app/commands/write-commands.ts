import type { Command } from './command.ts'

export const writeCommands: readonly Command[] = []
