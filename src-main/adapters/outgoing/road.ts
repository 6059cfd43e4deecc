import type http from 'node:http'
import { isIPv6, type LookupFunction } from 'node:net'

export interface PostTimes {
  /** Until the connection stands, TLS included. */
  readonly connectMs: number
  readonly wholeMs: number
  /** For the answer's body, which nobody reads. */
  readonly bodyMs: number
}

/** How a connection may be made, and until when. */
export interface Road {
  /** Judged addresses; the connection goes to one of them and asks no name server again. */
  readonly addresses: readonly string[]
  readonly times: PostTimes
  readonly signal: AbortSignal
}

/** Ends the request when it takes too long or is no longer wanted; call the answer when it is over. */
export function limitTime(request: http.ClientRequest, { times, signal }: Road): () => void {
  const tooLate = (): void =>
    void request.destroy(Object.assign(new Error('No answer in time'), { code: 'ETIMEDOUT' }))
  const stop = (): void => void request.destroy(new Error('The program is ending'))
  const connecting = setTimeout(tooLate, times.connectMs)
  const whole = setTimeout(tooLate, times.wholeMs)
  const connected = (): void => clearTimeout(connecting)
  request.on('socket', socket => socket.once('encrypted' in socket ? 'secureConnect' : 'connect', connected))
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  return () => {
    clearTimeout(connecting)
    clearTimeout(whole)
    signal.removeEventListener('abort', stop)
  }
}

/** Answers a connection's question for the host's addresses with those that were judged. */
export function lookupAmong(addresses: readonly string[]): LookupFunction {
  const known = addresses.map(address => ({ address, family: isIPv6(address) ? 6 : 4 }))
  return (_host, options, done) => {
    const [first] = known
    if (!first) return done(new Error('There is no address'), '')
    if (options.all) return done(null, [...known])
    done(null, first.address, first.family)
  }
}
