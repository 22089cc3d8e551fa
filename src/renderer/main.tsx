import { createRoot } from 'react-dom/client'
import { errorRecord } from '../core/errors.ts'
import { App } from './app/App.tsx'
import { FailureScreen } from './app/FailureScreen.tsx'
import { connect } from './connection/connect.ts'
import { droppedFilesTaker } from './connection/dropped-files.ts'
import { showIdle } from './connection/show-idle.ts'
import { hostValues } from './projections/sandbox/host-values.ts'
import { startProjection } from './projections/sandbox/projection-run.ts'
import { createExplorerStore } from './state/explorer-store.ts'
import './theme.css'

const element = document.getElementById('root')
if (element === null) throw new Error('the page has no #root')
const root = createRoot(element)

try {
  const host = await connect()
  const explorer = createExplorerStore({
    host,
    startProjection: (options) => startProjection({ values: hostValues(host), ...options }),
    ...droppedFilesTaker(location),
  })
  showIdle(explorer.getState().activity, document.documentElement)
  addEventListener('pagehide', () => {
    explorer.getState().flushWorkspace()
    explorer.getState().flushProjectionFiles()
  })
  root.render(<App explorer={explorer} />)
  await explorer.getState().start()
} catch (error) {
  root.render(<FailureScreen failure={errorRecord(error)} actions={[]} />)
  reportError(error)
}
