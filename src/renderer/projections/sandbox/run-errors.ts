import { errorRecord } from '../../../core/errors.ts'
import type { Position } from '../../../core/event.ts'
import type { ProjectionError } from '../../state/projection-port.ts'
import { SILENCE_LIMIT_MS } from './watched-worker.ts'
import type { Doing } from './worker-session.ts'

/** @param file the projection's own */
export function compileError(error: unknown, file: string): ProjectionError {
  const { code, message, details } = errorRecord(error)
  const { line, column, file: other } = details
  return {
    code,
    message,
    ...(typeof line === 'number' && { line }),
    ...(typeof column === 'number' && { column }),
    ...(typeof other === 'string' && other !== file && { file: other }),
  }
}

export function timeoutError(doing: Doing): ProjectionError {
  const where = saidDoing(doing)
  return {
    code: 'projection-timeout',
    message: `the projection was stopped: ${where.text} took more than ${SILENCE_LIMIT_MS / 1000} s; look for a loop that does not end`,
    ...(where.position !== undefined && { position: where.position }),
  }
}

export function crashError(doing: Doing): ProjectionError {
  const where = saidDoing(doing)
  return {
    code: 'projection-crashed',
    message: `the sandbox went down with ${where.text}; look for a state that grows without end, and run the projection again`,
    ...(where.position !== undefined && { position: where.position }),
  }
}

function saidDoing(doing: Doing): { readonly text: string; readonly position?: Position } {
  switch (doing.what) {
    case 'nothing':
      return { text: 'nothing to do' }
    case 'loading':
      return { text: 'loading it' }
    case 'answering':
      return { text: 'answering a question' }
    case 'showing':
      return { text: `showing position ${doing.position}`, position: doing.position }
    case 'folding':
      if (doing.event !== undefined) return { text: `event ${doing.event}`, position: doing.event }
      return { text: `an event after ${doing.after}`, position: doing.after }
  }
}
