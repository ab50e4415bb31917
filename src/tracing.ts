import { type Attributes, context, type Span, SpanStatusCode, trace } from '@opentelemetry/api'

/**
 * Spans for whoever listens: without an SDK in the process, which the operator brings, the API makes
 * nothing of them.
 */
const tracer = trace.getTracer('entente')

/** A span beside what goes on, which does not become its surroundings: for work in steps, between which others have theirs. */
export function beginSpan(name: string, attributes: Attributes): Span {
  return tracer.startSpan(name, { attributes })
}

/** A span around what a promise does. `outcome` says what came of it where that was no error. */
export function inSpan<T>(
  name: string,
  attributes: Attributes,
  work: () => Promise<T>,
  outcome: (result: T) => Attributes = () => ({}),
): Promise<T> {
  return tracer.startActiveSpan(name, { attributes }, async span => {
    try {
      const result = await work()
      if (span.isRecording()) span.setAttributes(outcome(result))
      return result
    } catch (error) {
      noteError(span, error)
      throw error
    } finally {
      span.end()
    }
  })
}

export function noteError(span: Span, error: unknown): void {
  span.recordException(error instanceof Error ? error : String(error))
  span.setStatus({ code: SpanStatusCode.ERROR })
}

/** Have work done later in the surroundings of now, so that its spans belong to who asked for it. */
export function inPresentContext<A extends unknown[], T>(work: (...args: A) => T): (...args: A) => T {
  return context.bind(context.active(), work)
}
