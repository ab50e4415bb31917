import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Day } from '../../events/calendar.js'
import type { Dimension } from '../../events/words.js'
import type { Answers } from '../questions/answers.js'
import type { Knowledge } from '../questions/knowledge.js'
import { silently } from '../questions/pieces.js'
import { type Picture, pictureOf, type Standing, WIDTH } from './preview/picture.js'
import { type Colour, pngOf } from './preview/png.js'
import { worldOf } from './preview/world.js'
import type { App, Context } from './server/context.js'
import { costOf } from './server/cost.js'
import {
  atParam,
  dimensionParam,
  inTurns,
  isKnown,
  isPast,
  knowledgeOf,
  knowledgeParams,
  todayOf,
  under,
} from './server/question.js'

const previewQuery = z.strictObject({
  at: atParam,
  dimension: dimensionParam,
  country: z.string().max(3).optional().describe('the country in the middle'),
  only: z.string().max(60).optional().describe('one power or status alone'),
  ...knowledgeParams,
})

/** `GET /preview.png`: the map of a view, for whoever is sent its address. `world` and `theme` are what the page was built with. */
export function registerPreview(
  app: App,
  context: Context,
  { world: outlines, theme }: { world: string; theme: string },
): void {
  const colours = coloursOf(theme)
  const world = worldOf(JSON.parse(outlines))
  app.route({
    method: 'GET',
    url: '/preview.png',
    config: { access: 'read' },
    schema: { hide: true, querystring: previewQuery, produces: ['image/png'] },
    handler: async (request, reply) => {
      const { at, dimension, country = null, only = null } = request.query
      const asked = under(request.query, context)
      const knowledge = await knowledgeOf(request.query, asked)
      const { answers } = asked
      const cost = costOf({ histories: answers.concerned(knowledge.known), past: isPast(request.query) })
      const steps = () => {
        const standings = standingsOf(answers, at ?? todayOf(context), dimension, knowledge)
        return pictureOf(world, standings, colours, { country, only })
      }
      const made: Picture = await inTurns(request, reply, cost, turn => context.work.run(steps(), turn))
      const bytes = await pngOf(made.pixels, WIDTH, made.colours)
      const etag = `"${createHash('sha1').update(bytes).digest('base64url')}"`
      reply.header('etag', etag).header('cache-control', 'no-cache').type('image/png')
      return isKnown(request, etag) ? reply.code(304).send() : reply.send(bytes)
    },
  })
}

function* standingsOf(
  answers: Answers,
  at: Day,
  dimension: Dimension,
  knowledge: Knowledge,
): Generator<Standing | null> {
  for (const history of answers.concerned(knowledge.known)) {
    yield* silently(history.readying('verdicts', at, knowledge.known))
    const run = answers.runsOver(history, [at, at], knowledge)[dimension].findLast(one => (one.from ?? at) <= at)!
    const { contenders = [], alignedWith = [] } = run.stages.findLast(({ from }) => from <= at) ?? {}
    yield { country: history.host, status: run.status, primary: run.primary, contenders, alignedWith }
  }
}

/** The colours of the stylesheet by their names, in light, which it has first. */
function coloursOf(theme: string): Map<string, Colour> {
  const colours = new Map<string, Colour>()
  for (const [, name, digits] of theme.matchAll(/(--[a-z0-9-]+):\s*#([0-9a-f]{3}|[0-9a-f]{6})\b/gi)) {
    const full = digits!.length === 3 ? [...digits!].map(digit => digit + digit).join('') : digits!
    const byte = (i: number) => Number.parseInt(full.slice(i, i + 2), 16)
    if (!colours.has(name!)) colours.set(name!, [byte(0), byte(2), byte(4)])
  }
  return colours
}
