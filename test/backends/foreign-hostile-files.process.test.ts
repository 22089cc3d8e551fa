import { describeHostileFiles } from './hostile/describe-hostile-files.ts'
import { hostileCompanions } from './hostile/hostile-companions.ts'
import { hostileKinds } from './hostile/hostile-kinds.ts'
import { hostilePages } from './hostile/hostile-pages.ts'
import { hostilePaths } from './hostile/hostile-paths.ts'

describeHostileFiles('paths', hostilePaths)
describeHostileFiles('pages', hostilePages)
describeHostileFiles('logs and journals', hostileCompanions)
describeHostileFiles('kinds of store', hostileKinds)
