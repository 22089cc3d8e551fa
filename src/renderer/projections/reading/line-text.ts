import type { ChartLine } from '../../state/chart-slice.ts'
import { pathText } from '../../state/path-text.ts'

export function lineText({ key, path }: ChartLine): string {
  return path.length === 0 ? key : `${key} ${pathText(path)}`
}
