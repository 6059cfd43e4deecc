import { writeFileSync } from 'node:fs'
import path from 'node:path'

/** A program that passes for LibreOffice: `work` is shell, in which `$input`, `$output` and `$log` are paths. */
export function fakeSoffice(folder: string, work: string): string {
  const file = path.join(folder, 'soffice')
  const script = `#!/bin/sh
log='${path.join(folder, 'log')}'
echo "$@" >> "$log"
kind= outdir= input=
while [ $# -gt 0 ]; do
  case "$1" in
    --convert-to) kind=$2; shift ;;
    --outdir) outdir=$2; shift ;;
    -*) ;;
    *) input=$1 ;;
  esac
  shift
done
output="$outdir/$(basename "\${input%.*}").$kind"
${work}
`
  writeFileSync(file, script, { mode: 0o755 })
  return file
}
