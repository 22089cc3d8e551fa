import type { ImportReport } from '../../contract/import-report.ts'
import { counted, countText } from '../ui/count-text.ts'

/** What an import came to, in sentences. */
export function importSummary({ added, known, faultCount, warningCount }: ImportReport): string {
  return [
    addedText(added, known),
    ...(faultCount > 0 ? [`${counted(faultCount, 'record')} could not be read.`] : []),
    ...(warningCount > 0 ? [`${counted(warningCount, 'warning')}.`] : []),
  ].join(' ')
}

function addedText(added: number, known: number): string {
  if (added === 0 && known === 0) return 'Nothing was imported.'
  if (added === 0) return `Nothing new to import; ${counted(known, 'event')} from there are in the store.`
  return `Imported ${counted(added, 'event')}${known > 0 ? `; ${countText(known)} were there already` : ''}.`
}
