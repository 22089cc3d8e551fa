import type { Position } from '../../core/event.ts'
import type { JsonText } from '../../core/json.ts'
import { insertedPosition, type WhatIf } from '../../core/what-if.ts'

/** What a what-if does at one place of the history. */
export type WhatIfChange =
  | { readonly kind: 'skip'; readonly position: Position }
  | { readonly kind: 'edit'; readonly position: Position; readonly type: string }
  | {
      readonly kind: 'insert'
      readonly position: Position
      /** Its place in the what-if's list. */
      readonly at: number
      readonly stream: string
      readonly type: string
    }

/** An event of a what-if as somebody writes it: another content for an event of the store, or one more after it. */
export interface WhatIfDraft {
  readonly kind: 'edit' | 'insert'
  /** The event that is edited, or that it comes after. */
  readonly position: Position
  readonly stream: string
  readonly type: string
  readonly data: string
  readonly metadata: string
}

export function newWhatIf(name: string): WhatIf {
  return { name, skip: [], edit: [], insert: [] }
}

/** The first of `What if`, `What if 2` and so on that none of them has. */
export function freeName(whatIfs: readonly WhatIf[]): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? 'What if' : `What if ${n}`
    if (!whatIfs.some((one) => one.name === name)) return name
  }
}

/** All that a what-if changes, in the order of its history. */
export function changesOf({ skip, edit, insert }: WhatIf): readonly WhatIfChange[] {
  const nth = new Map<Position, number>()
  const inserted = insert.map(({ after, stream, type }, at): WhatIfChange => {
    const place = (nth.get(after) ?? 0) + 1
    nth.set(after, place)
    return { kind: 'insert', position: insertedPosition(after, place), at, stream, type }
  })
  return [
    ...skip.map((position): WhatIfChange => ({ kind: 'skip', position })),
    ...edit.map(({ position, type }): WhatIfChange => ({ kind: 'edit', position, type })),
    ...inserted,
  ].toSorted((one, other) => one.position - other.position)
}

/** Skips an event, or lets one happen that was skipped. */
export function withSkipTurned(whatIf: WhatIf, position: Position): WhatIf {
  if (whatIf.skip.includes(position)) return { ...whatIf, skip: whatIf.skip.filter((one) => one !== position) }
  return {
    ...whatIf,
    skip: [...whatIf.skip, position].toSorted((one, other) => one - other),
    edit: whatIf.edit.filter((edited) => edited.position !== position),
  }
}

export function withDraft(whatIf: WhatIf, { kind, position, stream, ...content }: WhatIfDraft): WhatIf {
  const event = { type: content.type, data: content.data as JsonText, metadata: content.metadata as JsonText }
  if (kind === 'insert') return { ...whatIf, insert: [...whatIf.insert, { after: position, stream, ...event }] }
  return {
    ...whatIf,
    skip: whatIf.skip.filter((one) => one !== position),
    edit: [...whatIf.edit.filter((edited) => edited.position !== position), { position, ...event }],
  }
}

export function withoutChange(whatIf: WhatIf, change: WhatIfChange): WhatIf {
  switch (change.kind) {
    case 'skip':
      return { ...whatIf, skip: whatIf.skip.filter((position) => position !== change.position) }
    case 'edit':
      return { ...whatIf, edit: whatIf.edit.filter(({ position }) => position !== change.position) }
    case 'insert':
      return { ...whatIf, insert: whatIf.insert.filter((_, at) => at !== change.at) }
  }
}
