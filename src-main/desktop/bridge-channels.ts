/** The line on which the main process tells the window something. */
export const NOTICE_CHANNEL = 'pageloom:notice'

/** The window says that it listens: what was to be told before comes now. */
export const LISTENING_CHANNEL = 'pageloom:listening'

/** The name of a call's line. */
export const callChannel = (name: string): string => `pageloom:call:${name}`
