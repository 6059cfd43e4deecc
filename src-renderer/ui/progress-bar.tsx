import './progress-bar.css'

interface ProgressBarProps {
  /** 0 to 1, or null while it isn't known. */
  readonly fraction: number | null
  readonly label: string
}

/** How far something is. */
export function ProgressBar({ fraction, label }: ProgressBarProps) {
  const percent = fraction === null ? undefined : Math.round(fraction * 100)
  return (
    <div
      className="progress-bar"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <div
        className={fraction === null ? 'progress-fill progress-unknown' : 'progress-fill'}
        style={{ width: fraction === null ? '30%' : `${fraction * 100}%` }}
      />
    </div>
  )
}
