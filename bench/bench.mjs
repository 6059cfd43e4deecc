// Usage: npm run bench -- accuracy|speed|profile|memory|endurance|structure|tables|columns|calibrate|fit-rereading [options]; each part prints its own options with --help.
const [part, ...rest] = process.argv.slice(2)
const PARTS = [
  'accuracy',
  'speed',
  'profile',
  'memory',
  'endurance',
  'structure',
  'tables',
  'columns',
  'calibrate',
  'fit-rereading',
]
if (!PARTS.includes(part)) {
  console.error(`usage: npm run bench -- ${PARTS.join('|')} [options]`)
  process.exit(2)
}
// Other programs are measured beside our structure without ours being read again.
const file = part === 'structure' && rest.includes('--peers') ? 'structure-peers' : part
const { run } = await import(`./${file}.ts`)
try {
  await run(rest)
} catch (error) {
  // What a part says itself is enough; faults in it need their place.
  console.error(error.constructor === Error || 'code' in error ? error.message : error)
  process.exit(1)
}
