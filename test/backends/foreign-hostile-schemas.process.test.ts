import { describe, test } from 'vitest'
import { checkHarmless, describeHostileFiles } from './hostile/describe-hostile-files.ts'
import { hostileNames } from './hostile/hostile-names.ts'
import { hostileSchemas } from './hostile/hostile-schemas.ts'
import { hostileValues } from './hostile/hostile-values.ts'
import { outlineOf } from './hostile/use-file.ts'

describeHostileFiles('schemas', hostileSchemas)
describeHostileFiles('names and entries', hostileNames)
describeHostileFiles('values', hostileValues)

describe.skipIf(process.platform === 'win32')('telling what is in a file does no harm where it has', () => {
  for (const file of [...hostileSchemas, ...hostileNames])
    test(file.name, async () => {
      await checkHarmless(file, outlineOf)
    })
})
