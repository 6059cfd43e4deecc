/** The one piece of the platform that the core may hold: it is compiled without the types of Node and the DOM. */
interface AbortSignal {
  readonly aborted: boolean
  throwIfAborted(): void
}
