import type { RouteOptions } from 'fastify'
import { ProblemError } from '../../core/problem-error.ts'
import type { Server } from '../server-parts.ts'

interface RouteRow {
  readonly method: string
  readonly path: string
}

/** Keeps a list of all routes and answers what is not among them: 404, or 405 where only the method is wrong. */
export function routeTable(app: Server): readonly RouteRow[] {
  const rows: RouteRow[] = []
  app.addHook('onRoute', (route: RouteOptions) => {
    for (const method of [route.method].flat()) rows.push({ method, path: route.url })
  })
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    const methods = [...new Set(rows.filter(row => fits(row.path, path)).map(row => row.method))].sort()
    if (methods.length === 0) throw new ProblemError('route-not-found')
    reply.header('allow', [...methods, 'OPTIONS'].join(', '))
    if (request.method === 'OPTIONS') return reply.code(204).send()
    throw new ProblemError('method-not-allowed', `${request.method} is not among ${methods.join(', ')}.`)
  })
  return rows
}

/** Whether an address fits a route's path, in which `:name` stands for one part. */
function fits(routePath: string, path: string): boolean {
  const wanted = routePath.split('/')
  const given = path.split('/')
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => (part.startsWith(':') ? given[index] !== '' : part === given[index]))
  )
}
