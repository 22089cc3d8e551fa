/**
 * How sure a recognition is. `certain`: tables, names and columns are those that the kind's own code makes; `likely`: the columns
 * fit, but the table has a name of its own or a common one; `mapped`: a person said which columns are which.
 */
export type Sureness = 'certain' | 'likely' | 'mapped'

/** What a store was taken for, to be shown before anybody trusts what they see. */
export interface RecognisedStore {
  /** Which kind of store it is, in words. */
  readonly kind: string
  readonly sureness: Sureness
  /** Each a clause without a full stop: what it was recognised by, the most telling first. At least one. */
  readonly reasons: readonly string[]
  /** Each a clause: what is particular about it, as a missing order or missing times, and rows that were left out. */
  readonly notes: readonly string[]
}
