import type { Command } from './command.ts'

export const historyCommands: readonly Command[] = []
