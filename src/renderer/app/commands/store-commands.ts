import type { ExplorerState } from '../../state/explorer-store.ts'
import type { Command } from './command.ts'

export const storeCommands: readonly Command[] = [
  {
    id: 'store.open',
    group: 'Store',
    name: 'Open a store, a file of events or a repository…',
    words: ['file', 'recent', 'git', 'demo', 'database'],
    anywhere: true,
    run: ({ hostInfo, chooseFile, newTab }) => (hostInfo?.dialogs === true ? void chooseFile() : newTab()),
  },
  {
    id: 'store.about',
    group: 'Store',
    name: 'About this store…',
    words: ['info', 'kind', 'checkpoints', 'tables', 'search indexes'],
    keys: 'Control+I',
    run: ({ openAbout }) => openAbout(),
  },
  {
    id: 'store.import',
    group: 'Store',
    name: 'Import into this store…',
    words: ['load', 'add events', 'ndjson', 'csv'],
    whyNot: readOnly,
    run: ({ openImport }) => openImport(),
  },
  {
    id: 'store.export',
    group: 'Store',
    name: 'Export…',
    words: ['save', 'download', 'ndjson', 'csv', 'cloudevents'],
    keys: 'Control+E',
    run: ({ openExport }) => openExport(),
  },
  {
    id: 'store.audit',
    group: 'Store',
    name: 'Audit…',
    words: ['check', 'verify', 'checksums', 'damage'],
    run: ({ openAudit }) => openAudit(),
  },
  {
    id: 'store.allow-appends',
    group: 'Store',
    name: 'Allow appends',
    words: ['write', 'read-only'],
    whyNot: (state) => (readOnly(state) === '' ? 'they are allowed already' : noSwitch(state)),
    run: ({ setAppends }) => void setAppends('allowed'),
  },
  {
    id: 'store.refuse-appends',
    group: 'Store',
    name: 'Refuse appends',
    words: ['read-only', 'protect'],
    whyNot: (state) => (readOnly(state) === '' ? noSwitch(state) : 'none are allowed'),
    run: ({ setAppends }) => void setAppends('refused'),
  },
  {
    id: 'store.import-report',
    group: 'Store',
    name: 'Show what importing came to',
    words: ['report', 'faults'],
    whyNot: ({ imported }) => (imported === undefined ? 'nothing was imported when it was opened' : ''),
    run: ({ showImported }) => showImported(),
  },
]

function readOnly({ status }: ExplorerState): string {
  return status?.capabilities.append === true ? '' : (status?.capabilities.whyNoAppend ?? 'no store is open')
}

/** Why nothing can be switched. */
function noSwitch({ status }: ExplorerState): string {
  return status?.canAllowAppends === true ? '' : 'this store has no such switch'
}
