import { BrowserWindow, dialog, type OpenDialogOptions } from 'electron'
import type { FilePurpose } from '../contract/host-contract.ts'
import type { Dialogs } from '../host/file-requests.ts'

/** The system's dialogs, over the window that has the focus. */
export function fileDialogs(): Dialogs {
  return {
    choose: async (purpose) => {
      const options = optionsFor(purpose)
      const window = BrowserWindow.getFocusedWindow()
      const { canceled, filePaths } = await (window
        ? dialog.showOpenDialog(window, options)
        : dialog.showOpenDialog(options))
      return canceled ? undefined : filePaths[0]
    },
  }
}

function optionsFor(purpose: FilePurpose): OpenDialogOptions {
  switch (purpose) {
    case 'open':
      return {
        title: 'Open an event store or a file of events',
        properties: ['openFile'],
        filters: [
          { name: 'Event stores and events', extensions: [...storeExtensions, ...eventExtensions] },
          { name: 'All files', extensions: ['*'] },
        ],
      }
    case 'import':
      return {
        title: 'Import events into this store',
        properties: ['openFile'],
        filters: [
          { name: 'Events', extensions: [...eventExtensions, ...storeExtensions] },
          { name: 'All files', extensions: ['*'] },
        ],
      }
    case 'repository':
      return { title: 'Open the history of a git repository', properties: ['openDirectory'] }
  }
}

const storeExtensions = ['db', 'db3', 'sqlite', 'sqlite3']
const eventExtensions = ['ndjson', 'jsonl', 'json', 'csv', 'tsv', 'gz']
