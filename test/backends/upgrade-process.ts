import { upgradeStore } from '../../src/backends/sqlite/store-upgrade.ts'

/** Upgrades the store named first and ends this process by force at the step named second. */
const [path = '', fatalStep = ''] = process.argv.slice(2)

await upgradeStore(path, {
  onProgress: ({ what }) => {
    if (what === fatalStep) process.kill(process.pid, 'SIGKILL')
  },
})
