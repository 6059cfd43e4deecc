import { useCallbackLog } from '../../state/use-callback-log.ts'
import { CallbackPanel } from '../../ui/callback-panel.tsx'

interface JobCallbacksProps {
  readonly jobId: string
}

/** What was posted for the job that is looked at. */
export function JobCallbacks({ jobId }: JobCallbacksProps) {
  return <CallbackPanel {...useCallbackLog(jobId)} />
}
