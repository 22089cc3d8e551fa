import { describe, expect, test } from 'vitest'
import { suggestedColumns } from '../../src/core/suggested-columns.ts'

describe('suggestedColumns', () => {
  test.each([
    {
      of: "Epoch's own rows",
      names: 'position,stream,version,id,type,schemaVersion,time,data,metadata',
      suggested: {
        stream: ['stream'],
        type: 'type',
        data: 'data',
        version: 'version',
        position: 'position',
        id: 'id',
        metadata: 'metadata',
        time: 'time',
      },
    },
    {
      of: 'a table of aggregates',
      names: 'aggregate_type,aggregate_id,sequence,event_type,event_version,payload,metadata',
      suggested: {
        stream: ['aggregate_type', 'aggregate_id'],
        type: 'event_type',
        data: 'payload',
        version: 'sequence',
        metadata: 'metadata',
      },
    },
    {
      of: 'a table whose position counts in the stream',
      names: 'global_position,position,time,stream_name,type,data,metadata,id',
      suggested: {
        stream: ['stream_name'],
        type: 'type',
        data: 'data',
        version: 'position',
        position: 'global_position',
        id: 'id',
        metadata: 'metadata',
        time: 'time',
      },
    },
    {
      of: 'names in another case',
      names: 'Global Index,Aggregate-Identifier,EventIdentifier,PayloadType,Payload,MetaData,TimeStamp',
      suggested: {
        stream: ['Aggregate-Identifier'],
        type: 'PayloadType',
        data: 'Payload',
        position: 'Global Index',
        id: 'EventIdentifier',
        metadata: 'MetaData',
        time: 'TimeStamp',
      },
    },
    { of: 'nothing that is known', names: 'a,b,constructor,__proto__', suggested: {} },
    { of: 'no columns', names: '', suggested: {} },
    { of: 'a name twice', names: 'type,TYPE', suggested: { type: 'type' } },
    { of: 'a column that could be two parts', names: 'event', suggested: { type: 'event' } },
  ])('suggests for $of what the names say', ({ names, suggested }) => {
    expect(suggestedColumns(names.split(','), [])).toEqual(suggested)
  })

  test('numbers that rise from row to row count in the log, others in the stream', () => {
    const names = ['stream', 'seq', 'id']
    const rising = [
      ['a', '9007199254740993', 'x'],
      ['b', '9007199254740994', 'y'],
    ]
    expect(suggestedColumns(names, rising)).toEqual({ stream: ['stream'], position: 'seq', id: 'id' })
    const perStream = [
      ['a', '1', '10'],
      ['b', '1', '11'],
    ]
    expect(suggestedColumns(names, perStream)).toEqual({ stream: ['stream'], version: 'seq', position: 'id' })
    expect(suggestedColumns(names, [['a', null, null]])).toEqual({ stream: ['stream'], version: 'seq', id: 'id' })
  })
})
