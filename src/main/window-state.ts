import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { BrowserWindow, Rectangle } from 'electron'
import { hasErrorCode } from '../host/has-error-code.ts'

export interface WindowState {
  readonly width: number
  readonly height: number
  /** Where its upper left corner is; the system chooses without. */
  readonly x?: number
  readonly y?: number
  readonly maximized: boolean
}

const firstState: WindowState = { width: 1440, height: 900, maximized: false }

/** The least part of a kept window that must be on a screen that is still there. */
const LEAST_VISIBLE_PX = 100

/** Where the window was left; the first state when that is not known, or is on no screen any more. */
export function readWindowState(file: string, screens: readonly Rectangle[]): WindowState {
  const kept = parsed(textOf(file))
  if (kept === undefined) return firstState
  const { x, y, width, height, maximized } = kept
  const isVisible = screens.some((screen) => overlap(screen, kept) >= LEAST_VISIBLE_PX)
  return isVisible ? { x, y, width, height, maximized } : { width, height, maximized }
}

/** Keeps the window's state in `file` each time it closes. */
export function keepWindowState(window: BrowserWindow, file: string): void {
  window.on('close', () => {
    const state = { ...window.getNormalBounds(), maximized: window.isMaximized() }
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(`${file}.draft`, JSON.stringify(state))
    renameSync(`${file}.draft`, file)
  })
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) return ''
    throw error
  }
}

type KeptState = Rectangle & { readonly maximized: boolean }

/** Nothing where the text is not a state; where a window was is not worth an error. */
function parsed(text: string): KeptState | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isKeptState(value) ? value : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function isKeptState(value: unknown): value is KeptState {
  if (typeof value !== 'object' || value === null) return false
  const { x, y, width, height, maximized } = value as Partial<Record<keyof KeptState, unknown>>
  return [x, y, width, height].every(Number.isSafeInteger) && typeof maximized === 'boolean'
}

/** How far two rectangles lie over each other, in the direction in which they do less. */
function overlap(a: Rectangle, b: Rectangle): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return Math.min(across, down)
}
