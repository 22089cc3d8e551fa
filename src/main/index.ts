import { app } from 'electron'
import { runApp } from './run-app.ts'

/** Exit code for a bug. */
const BUG = 70

// Not awaited: Electron becomes ready only when this module has been evaluated.
runApp().catch((error: unknown) => {
  console.error(error)
  app.exit(BUG)
})
