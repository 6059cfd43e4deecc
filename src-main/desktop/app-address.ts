export const APP_SCHEME = 'app'
const APP_HOST = 'pageloom'

/** Where the window's page stands. */
export const APP_URL = `${APP_SCHEME}://${APP_HOST}/`

/** Whether an address is a page of ours. */
export const isOurPage = (url: string): boolean =>
  url === APP_URL || url.startsWith(`${APP_URL}index.html`) || url.startsWith(`${APP_URL}#`)
