import type { Command } from './command.ts'

export const timelineCommands: readonly Command[] = []
