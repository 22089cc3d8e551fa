import { EpochError } from './errors.ts'
import { eventType, MAX_EVENT_BYTES, streamName, utf8Length } from './event.ts'
import type { JsonText } from './json.ts'
import { checkJson } from './json-check.ts'
import { jsonMembers } from './json-members.ts'
import { INSERT_BEFORE, MAX_INSERTED, type WhatIf } from './what-if.ts'

const MAX_WHAT_IF_NAME_CHARACTERS = 200

/** Refuses what could not have been a history. @throws EpochError `what-if-invalid`, whose details name the member */
export function checkWhatIf({ name, skip, edit, insert }: WhatIf): void {
  if (name.trim() === '' || name.length > MAX_WHAT_IF_NAME_CHARACTERS)
    throw invalid('name', `must have from 1 to ${MAX_WHAT_IF_NAME_CHARACTERS} characters`)
  const taken = new Set<number>()
  for (const [at, position] of skip.entries()) {
    checkPosition(`skip[${at}]`, position)
    taken.add(position)
  }
  for (const [at, { position, ...event }] of edit.entries()) {
    const member = `edit[${at}]`
    checkPosition(`${member}.position`, position)
    if (taken.has(position)) throw invalid(`${member}.position`, `is ${position}, which is skipped or edited already`)
    taken.add(position)
    checkContent(member, event)
  }
  if (insert.length > MAX_INSERTED) throw invalid('insert', `has ${insert.length} events; at most ${MAX_INSERTED} fit`)
  for (const [at, { after, stream, ...event }] of insert.entries()) {
    const member = `insert[${at}]`
    if (after !== 0) checkPosition(`${member}.after`, after)
    if (after >= INSERT_BEFORE) throw invalid(`${member}.after`, `is ${after}; nothing is inserted from 2^40 on`)
    legal(`${member}.stream`, () => streamName(stream))
    checkContent(member, event)
  }
}

/** @throws EpochError `what-if-invalid` */
export function invalid(member: string, why: string, cause?: unknown): EpochError {
  return new EpochError('what-if-invalid', `${member} ${why}`, { member }, { cause })
}

function checkPosition(member: string, position: number): void {
  if (!Number.isSafeInteger(position) || position < 1)
    throw invalid(member, `is ${position}; events of a store are at whole positions from 1`)
}

interface Content {
  readonly type: string
  readonly data: JsonText
  readonly metadata: JsonText
}

function checkContent(member: string, { type, data, metadata }: Content): void {
  legal(`${member}.type`, () => eventType(type))
  checkText(`${member}.data`, data)
  if (metadata !== '') {
    checkText(`${member}.metadata`, metadata)
    if (jsonMembers(metadata) === undefined) throw invalid(`${member}.metadata`, 'must be a JSON object, or nothing')
  }
  if (utf8Length(data) + utf8Length(metadata) > MAX_EVENT_BYTES)
    throw invalid(`${member}.data`, `has more than ${MAX_EVENT_BYTES} bytes together with the metadata`)
}

function checkText(member: string, text: JsonText): void {
  const fault = checkJson(text)
  if (fault) throw invalid(member, `is no JSON: ${fault.message}, at character ${fault.at + 1}`)
  if (!text.isWellFormed()) throw invalid(member, 'has half a surrogate pair; write it as an escape')
}

function legal(member: string, make: () => unknown): void {
  try {
    make()
  } catch (cause) {
    if (!(cause instanceof EpochError)) throw cause
    throw invalid(member, `is refused: ${cause.message}`, cause)
  }
}
