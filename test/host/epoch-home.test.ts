import { homedir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { epochHome } from '../../src/host/epoch-home.ts'

test.each([
  { env: { EPOCH_HOME: '/chosen', APPDATA: '/other' }, platform: 'win32', home: '/chosen' },
  { env: { APPDATA: '/roaming' }, platform: 'win32', home: join('/roaming', 'Epoch') },
  { env: {}, platform: 'darwin', home: join(homedir(), 'Library', 'Application Support', 'Epoch') },
  { env: { XDG_DATA_HOME: '/data' }, platform: 'linux', home: join('/data', 'epoch') },
  { env: { EPOCH_HOME: '' }, platform: 'linux', home: join(homedir(), '.local', 'share', 'epoch') },
] as const)('with $env on $platform it is $home', ({ env, platform, home }) => {
  expect(epochHome({ env, platform })).toBe(home)
})
