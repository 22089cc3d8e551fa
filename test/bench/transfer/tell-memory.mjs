import { appendFileSync } from 'node:fs'

// Loaded before Epoch by a benchmark: each process writes the most memory that it had, in KiB, into the file that the benchmark names.

const file = process.env['EPOCH_BENCH_MEMORY']
if (file !== undefined) process.on('exit', () => appendFileSync(file, `${process.resourceUsage().maxRSS}\n`))
