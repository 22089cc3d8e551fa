import { checkWhatIf, invalid } from './check-what-if.ts'
import type { Position } from './event.ts'
import type { JsonText } from './json.ts'
import type { EditedEvent, InsertedEvent, WhatIf } from './what-if.ts'

/** Reads a what-if out of JSON data that anybody may have written. @throws EpochError `what-if-invalid`, whose details name the member */
export function readWhatIf(value: unknown): WhatIf {
  const { name, skip, edit, insert } = objectAt('the what-if', value)
  const whatIf: WhatIf = {
    name: textAt('name', name),
    skip: listAt('skip', skip, positionAt),
    edit: listAt('edit', edit, editedAt),
    insert: listAt('insert', insert, insertedAt),
  }
  checkWhatIf(whatIf)
  return whatIf
}

function editedAt(member: string, value: unknown): EditedEvent {
  const { position, ...event } = objectAt(member, value)
  return { position: positionAt(`${member}.position`, position), ...contentAt(member, event) }
}

function insertedAt(member: string, value: unknown): InsertedEvent {
  const { after, stream, ...event } = objectAt(member, value)
  return {
    after: positionAt(`${member}.after`, after),
    stream: textAt(`${member}.stream`, stream),
    ...contentAt(member, event),
  }
}

function contentAt(member: string, { type, data, metadata }: Record<string, unknown>) {
  return {
    type: textAt(`${member}.type`, type),
    data: textAt(`${member}.data`, data) as JsonText,
    metadata: textAt(`${member}.metadata`, metadata) as JsonText,
  }
}

function listAt<Item>(
  member: string,
  value: unknown,
  itemAt: (member: string, value: unknown) => Item,
): readonly Item[] {
  if (!Array.isArray(value)) throw invalid(member, 'must be a list')
  return value.map((item: unknown, at) => itemAt(`${member}[${at}]`, item))
}

function objectAt(member: string, value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(member, 'must be an object')
  return { ...value }
}

function textAt(member: string, value: unknown): string {
  if (typeof value !== 'string') throw invalid(member, 'must be a text')
  return value
}

function positionAt(member: string, value: unknown): Position {
  if (typeof value !== 'number') throw invalid(member, 'must be a number')
  return value as Position
}
