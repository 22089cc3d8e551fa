import { createRoot } from 'react-dom/client'
import { errorRecord } from '../core/errors.ts'
import { App } from './app/App.tsx'
import { FailureScreen } from './app/FailureScreen.tsx'
import { connect } from './connection/connect.ts'
import { droppedFilesTaker } from './connection/dropped-files.ts'
import { onLinks, pageAddress, takeLink } from './connection/page-links.ts'
import { showIdle } from './connection/show-idle.ts'
import { hostValues } from './projections/sandbox/host-values.ts'
import { startProjection } from './projections/sandbox/projection-run.ts'
import { createWindowStore } from './state/window-store.ts'
import './theme.css'

const element = document.getElementById('root')
if (element === null) throw new Error('the page has no #root')
const root = createRoot(element)

try {
  const host = await connect()
  const window = createWindowStore({
    host,
    startProjection: (options) => startProjection({ values: hostValues(host), ...options }),
    pageAddress: pageAddress(location),
    ...droppedFilesTaker(location),
  })
  const { activity, flush, start, openTab } = window.getState()
  showIdle(activity, document.documentElement)
  addEventListener('pagehide', flush)
  onLinks((choice) => void openTab(choice))
  root.render(<App window={window} />)
  await start(takeLink())
} catch (error) {
  root.render(<FailureScreen failure={errorRecord(error)} actions={[]} />)
  reportError(error)
}
