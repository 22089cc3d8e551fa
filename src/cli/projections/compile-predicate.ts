import { Script } from 'node:vm'
import { EpochError } from '../../core/errors.ts'
import {
  PREDICATE_GLOBAL,
  PREDICATE_LINES_BEFORE,
  type Predicate,
  predicateOf,
  predicateScript,
} from '../../projection/ask/predicate.ts'

/** A predicate's text as a script that {@link loadPredicate} runs. @throws EpochError `predicate-invalid` */
export function compilePredicate(text: string): Script {
  try {
    return new Script(predicateScript(text), { filename: 'predicate', lineOffset: -PREDICATE_LINES_BEFORE })
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new EpochError('predicate-invalid', `the predicate does not parse: ${error.message}`, {}, { cause: error })
  }
}

/** Runs a predicate's script in this thread. @throws EpochError `predicate-invalid` */
export function loadPredicate(text: string): Predicate {
  compilePredicate(text).runInThisContext()
  const script: unknown = Reflect.get(globalThis, PREDICATE_GLOBAL)
  Reflect.deleteProperty(globalThis, PREDICATE_GLOBAL)
  return predicateOf(script)
}
