import { Check } from 'typebox/value'
import { Problem, problemOf } from '../contract/problem.ts'

/** The server answered, and the answer is a named failure. */
export class ApiProblem extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail === '' ? problem.title : `${problem.title} ${problem.detail}`)
    this.name = 'ApiProblem'
    this.problem = problem
  }
}

/** No answer came: the server is gone, or the network is. */
export class ServerUnreachable extends Error {
  constructor(cause: unknown) {
    super('The job server does not answer.', { cause })
    this.name = 'ServerUnreachable'
  }
}

/** The problem in a reply that is no success. */
export async function problemOfReply(reply: Response): Promise<ApiProblem> {
  const body: unknown = await reply.json().catch(() => null)
  return new ApiProblem(
    Check(Problem, body) ? body : problemOf('internal', `The server answered ${reply.status}.`),
  )
}
