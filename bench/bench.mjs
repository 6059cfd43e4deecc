// Usage: npm run bench -- accuracy|speed|memory|endurance|structure|tables [options]; each part prints its own options with --help.
const [part, ...rest] = process.argv.slice(2)
const PARTS = ['accuracy', 'speed', 'memory', 'endurance', 'structure', 'tables']
if (!PARTS.includes(part)) {
  console.error(`usage: npm run bench -- ${PARTS.join('|')} [options]`)
  process.exit(2)
}
const { run } = await import(`./${part}.ts`)
await run(rest)
