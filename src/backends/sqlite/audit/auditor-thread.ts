import type { FileCheck } from '../../../core/store-audit.ts'
import { StoreAuditor } from './store-auditor.ts'

export type AuditorThread = ReturnType<typeof openAuditorThread>

/** What the auditing thread does. */
export function openAuditorThread(path: string, fileCheck: FileCheck) {
  const auditor = new StoreAuditor(path, fileCheck)
  return {
    step: () => auditor.step(),
    close: () => auditor.close(),
  }
}
