import { context, propagation, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { FastifyRequest } from 'fastify'
import type { App } from './context.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** What the work for this request belongs to in a trace. */
    trace: typeof ROOT_CONTEXT
  }
}

const tracer = trace.getTracer('entente')

/** One span a request, a part of the caller's trace where it sent one (`traceparent`); it ends with the connection's last byte. */
export function registerSpans(app: App): void {
  app.decorateRequest('trace', null as never)
  app.addHook('onRequest', (request, reply, done) => {
    const parent = propagation.extract(ROOT_CONTEXT, request.headers)
    const route = request.routeOptions.url
    const span = tracer.startSpan(nameOf(request, route), { kind: SpanKind.SERVER }, parent)
    request.trace = trace.setSpan(parent, span)
    if (span.isRecording()) {
      span.setAttributes({
        'http.request.method': request.method,
        'url.scheme': request.protocol,
        'url.path': request.url.split('?', 1)[0]!,
        ...(route !== undefined && { 'http.route': route }),
      })
      reply.raw.once('close', () => endSpan(span, request, reply.raw))
    }
    context.with(request.trace, done)
  })
  // What reads a body goes on in the surroundings of the connection.
  app.addHook('preValidation', (request, _reply, done) => context.with(request.trace, done))
}

/** Id of the trace that a request belongs to; undefined where nothing is traced. */
export function traceIdOf({ trace: held }: FastifyRequest): string | undefined {
  const found = trace.getSpanContext(held)
  return found !== undefined && trace.isSpanContextValid(found) ? found.traceId : undefined
}

function nameOf({ method }: FastifyRequest, route: string | undefined): string {
  return route === undefined ? method : `${method} ${route}`
}

function endSpan(
  span: Span,
  request: FastifyRequest,
  { statusCode, writableFinished }: { statusCode: number; writableFinished: boolean },
): void {
  span.setAttribute('http.response.status_code', statusCode)
  if (request.principal) span.setAttribute('entente.caller', request.principal.id)
  if (!writableFinished) span.addEvent('the client left')
  if (statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
  span.end()
}
