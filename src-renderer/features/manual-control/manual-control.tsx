import { useState } from 'react'
import { CheckCard } from './check-card.tsx'
import { DownloadCard } from './download-card.tsx'
import './manual-control.css'
import { SubmitCard } from './submit-card.tsx'
import { useServerUrl } from './use-server-url.ts'

/** The three calls that a script would make, one by one. */
export function ManualControl() {
  const [jobId, setJobId] = useState('')
  const serverUrl = useServerUrl()
  return (
    <div className="manual">
      <SubmitCard serverUrl={serverUrl} onSubmitted={setJobId} />
      <CheckCard serverUrl={serverUrl} jobId={jobId} onJobId={setJobId} />
      <DownloadCard serverUrl={serverUrl} jobId={jobId} />
    </div>
  )
}
