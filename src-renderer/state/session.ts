import { apiClient } from '../../src-shared/client/api-client.ts'
import { api } from './api.ts'
import { useConnection } from './connection-store.ts'

/** Exchanges the one-time code behind `#code=` for a session cookie and takes it out of the address. */
export async function openSessionFromAddress(): Promise<void> {
  const code = new URLSearchParams(location.hash.slice(1)).get('code')
  if (code === null) return
  history.replaceState(null, '', location.pathname)
  await api
    .openSession(code)
    .catch(() => useConnection.getState().become({ kind: 'key-needed', why: 'code-old' }))
}

/** Opens a session with the key itself. Rejects when it does not fit. */
export async function openSessionWithKey(key: string): Promise<void> {
  await apiClient({ baseUrl: '', key }).openSession('')
}
