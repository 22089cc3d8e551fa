export interface ImportReport {
  /** Which format the file was taken for, in words, as in "CloudEvents 1.0, one a line, gzip". */
  readonly format: string
  readonly added: number
  readonly known: number
  /** What did not become an event, and what did and is odd: the first 10,000 in detail. */
  readonly faults: readonly ImportFault[]
  /** How many records did not become events. */
  readonly faultCount: number
  /** How many became events that are odd, as for a key that is there twice. */
  readonly warningCount: number
}

export interface ImportFault {
  readonly code: string
  readonly message: string
  /** `error`: it is no event; `warning`: it is one. */
  readonly severity: 'error' | 'warning'
  /** From 1; 0 where the history is not text. */
  readonly line: number
  /** Where the record begins in the text, from 0; in what a compressed file unpacks to. */
  readonly byteOffset: number
  /** In UTF-16 units from 1. */
  readonly column: number
}
