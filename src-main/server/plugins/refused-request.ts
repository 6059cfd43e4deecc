import type { FastifySchemaValidationError } from 'fastify'

/** What is said of a request that does not fit its schema: where only some values are allowed, which ones. */
export function refusedRequest(faults: readonly FastifySchemaValidationError[], part: string): Error {
  const allowed = faults.flatMap(({ keyword, params }) =>
    keyword === 'const' ? [String(params.allowedValue)] : [],
  )
  if (allowed.length > 1)
    return new Error(`${part}${faults[0]?.instancePath ?? ''} must be one of ${allowed.join(', ')}`)
  return new Error(faults.map(fault => `${part}${fault.instancePath} ${fault.message ?? ''}`).join(', '))
}
