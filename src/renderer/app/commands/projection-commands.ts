import type { Command } from './command.ts'

export const projectionCommands: readonly Command[] = []
