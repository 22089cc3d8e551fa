/** The tab, from 0, of a row of tabs that a key leads to: round its ends, and to them; -1 for keys that move along no tabs. */
export function tabMove(key: string, from: number, count: number): number {
  switch (key) {
    case 'ArrowRight':
      return (from + 1) % count
    case 'ArrowLeft':
      return (from + count - 1) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return -1
  }
}
