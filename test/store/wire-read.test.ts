import { StreamNotFoundError } from '@eventstore/db-client'
import shared from '@eventstore/db-client/generated/shared_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import t from 'tap'
import { decode } from '../../src/store/eventstoredb/codec.js'
import { lineOf } from '../../src/store/eventstoredb/wire-read.js'

const { ReadEvent, StreamNotFound } = streams.ReadResp
const bytes = (text: string) => Buffer.from(text).toString('base64')

/** A line as a server sends it. */
function sent(body: string, commit = '7') {
  const recorded = new ReadEvent.RecordedEvent()
  recorded.setId(new shared.UUID().setString('0191aaaa-0000-7000-8000-000000000001'))
  recorded.setStreamIdentifier(new shared.StreamIdentifier().setStreamName(bytes('country-NER')))
  recorded.setStreamRevision('3').setCommitPosition(commit).setPreparePosition(commit)
  recorded.getMetadataMap().set('type', 'VisitHeld').set('content-type', 'application/json')
  recorded.setData(bytes(body))
  recorded.setCustomMetadata(bytes('{"entente":1,"recordedAt":"2024-04-12T09:00:00.000Z","write":"w","meta":{}}'))
  return new streams.ReadResp().setEvent(new ReadEvent().setEvent(recorded))
}

t.test('a line gives the text of the body as it is stored', async t => {
  const body = '{"b": 1,  "a": 1.0}'
  t.match(decode(lineOf(sent(body))!.event), { event: { body, revision: 3, position: /^0{19}7-0{19}7$/ } })
})

t.test('a position that the server does not know is none, not the greatest', async t => {
  t.strictSame(decode(lineOf(sent('{}', '18446744073709551615'))!.event), { skipped: 'no-position' })
})

t.test('a body cut short is malformed, a message without an event is no line', async t => {
  t.strictSame(decode(lineOf(sent('{"cut":'))!.event), { skipped: 'malformed' })
  t.equal(lineOf(new streams.ReadResp()), null)
  t.strictSame(lineOf(new streams.ReadResp().setEvent(new ReadEvent())), {}, 'a link that points at nothing')
})

t.test('a stream that is not there is said as the client says it', async t => {
  const nothing = new streams.ReadResp().setStreamNotFound(new StreamNotFound())
  t.throws(() => lineOf(nothing), new StreamNotFoundError())
})
