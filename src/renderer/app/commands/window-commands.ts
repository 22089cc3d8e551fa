import type { Command } from './command.ts'

export const windowCommands: readonly Command[] = []
