/** The row, from 0, that a key leads to; nothing for keys that move over no rows. */
export function rowMove(key: string, from: number, count: number, pageRows: number): number | undefined {
  const within = (to: number): number => Math.max(0, Math.min(count - 1, to))
  switch (key) {
    case 'ArrowDown':
      return within(from + 1)
    case 'ArrowUp':
      return within(from - 1)
    case 'PageDown':
      return within(from + pageRows)
    case 'PageUp':
      return within(from - pageRows)
    case 'Home':
      return 0
    case 'End':
      return within(count - 1)
    default:
      return undefined
  }
}
