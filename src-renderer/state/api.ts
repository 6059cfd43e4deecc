import { apiClient } from '../../src-shared/client/api-client.ts'

/** The job server as the window reaches it: at the address that the page came from. */
export const api = apiClient({ baseUrl: '', origin: 'window' })
