import type { Sureness } from '../../core/recognised-store.ts'

/** What a badge says beside the kind; '' where there is no doubt. */
export function doubtText(sureness: Sureness): string {
  return sureness === 'certain' ? '' : sureness
}

/** How sure the recognition is, in a sentence. */
export function surenessText(sureness: Sureness): string {
  switch (sureness) {
    case 'certain':
      return 'Certain: its tables, their names and their columns are those that this kind makes.'
    case 'likely':
      return 'Likely: the columns fit, but the table has a name of its own or one that others use too.'
    case 'mapped':
      return 'Mapped: a person said which column holds what.'
  }
}
