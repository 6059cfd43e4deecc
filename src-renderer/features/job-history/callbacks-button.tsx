import { Webhook } from 'lucide-react'
import { useState } from 'react'
import { useCallbackLog } from '../../state/use-callback-log.ts'
import { Button } from '../../ui/button.tsx'
import { CallbackPanel } from '../../ui/callback-panel.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useWords } from '../../words/use-words.ts'

interface CallbacksButtonProps {
  readonly jobId: string
}

/** Opens the delivery log of a job. */
export function CallbacksButton({ jobId }: CallbacksButtonProps) {
  const words = useWords()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button icon={<Webhook aria-hidden="true" />} onClick={() => setIsOpen(true)}>
        {words.callbacks.title}
      </Button>
      <Dialog title={words.callbacks.title} isOpen={isOpen} onClose={() => setIsOpen(false)}>
        <JobCallbacks jobId={jobId} />
      </Dialog>
    </>
  )
}

/** Asked for only while the dialog is open. */
function JobCallbacks({ jobId }: CallbacksButtonProps) {
  return <CallbackPanel {...useCallbackLog(jobId)} />
}
