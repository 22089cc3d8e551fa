import { typeLibrary } from './type-library.ts'
import type { FromTypeWorker, ToTypeWorker } from './type-protocol.ts'
import { TypeService } from './type-service.ts'

// The whole of the type worker: one service, asked in order.

const service = new TypeService(typeLibrary)

addEventListener('message', ({ data }: MessageEvent<ToTypeWorker>) => {
  if (data.op === 'surroundings') return service.surround(data.surroundings)
  try {
    answer({ id: data.id, answer: answerTo(data) })
  } catch (error) {
    // The service is TypeScript's own, and half-written code of any kind is put to it.
    answer({ id: data.id, failure: String(error) })
  }
})

function answerTo(question: Extract<ToTypeWorker, { op: 'question' }>): unknown {
  const { file, text } = question.input
  switch (question.name) {
    case 'diagnose':
      return service.diagnose(file, text)
    case 'complete':
      return service.complete(file, text, question.input.at)
    case 'explainCompletion':
      return service.explainCompletion(file, text, question.input.at, question.input.label)
    case 'explain':
      return service.explain(file, text, question.input.at)
  }
}

function answer(message: FromTypeWorker): void {
  postMessage(message)
}
