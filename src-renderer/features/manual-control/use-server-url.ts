import { useEffect, useState } from 'react'
import { bridge } from '../../state/bridge.ts'

/** Where a script on this machine finds the server. */
export function useServerUrl(): string {
  const [url, setUrl] = useState(bridge ? 'http://127.0.0.1:7243' : location.origin)
  useEffect(() => {
    void bridge?.serverUrl().then(found => found !== null && setUrl(found))
  }, [])
  return url
}
