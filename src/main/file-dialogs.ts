import { BrowserWindow, dialog, type OpenDialogOptions } from 'electron'
import type { Dialogs } from '../host/file-requests.ts'

/** The system's dialogs, over the window that has the focus. Most systems have one for files and another for folders. */
export function fileDialogs(platform: NodeJS.Platform): Dialogs {
  return {
    choose: async (purpose) => {
      const options = purpose === 'open' ? openOptions : importOptions(platform)
      const window = BrowserWindow.getFocusedWindow()
      const { canceled, filePaths } = await (window
        ? dialog.showOpenDialog(window, options)
        : dialog.showOpenDialog(options))
      return canceled ? undefined : filePaths[0]
    },
  }
}

const openOptions: OpenDialogOptions = {
  title: 'Open an event store or a file of events',
  properties: ['openFile'],
  filters: [
    { name: 'Event stores and events', extensions: ['db', 'db3', 'sqlite', 'sqlite3', 'ndjson', 'jsonl'] },
    { name: 'All files', extensions: ['*'] },
  ],
}

function importOptions(platform: NodeJS.Platform): OpenDialogOptions {
  return {
    title: 'Import the history of a git repository',
    properties: platform === 'darwin' ? ['openDirectory', 'openFile'] : ['openDirectory'],
  }
}
