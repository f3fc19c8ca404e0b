import { Worker } from 'node:worker_threads'
import { refuse } from './refusals.ts'
import type { IntakeRules } from './rules.ts'
import type { SheetTask, SheetWord } from './sheets/task.ts'
import type { SheetBreaks } from './sheets/write-csv.ts'

/**
 * Writes the first visible sheet of a workbook as CSV, in a thread of its own with a memory of its own, and gives back
 * where its records stand in the sheet. `file` is its name where it is refused.
 */
export async function sheetToCsv(file: string, task: SheetTask, rules: IntakeRules): Promise<SheetBreaks> {
  const word = await wordOf(task, rules.sheet_memory_mb.value)
  switch (word.kind) {
    case 'unreadable':
      throw refuse('file_unreadable', { file, problem: word.problem })
    case 'too_large':
      throw refuse('sheet_too_large', { file, bytes: task.unpacked_most })
    case 'done':
      if (word.breaks === null) throw refuse('file_empty', { file })
      return word.breaks
  }
}

async function wordOf(task: SheetTask, memory_mb: number): Promise<SheetWord> {
  const worker = new Worker(start, {
    eval: true,
    execArgv: [],
    workerData: { task, loader: import.meta.resolve('tsx/esm/api'), program },
    resourceLimits: { maxOldGenerationSizeMb: memory_mb },
  })
  return new Promise((said, failed) => {
    worker.once('message', said)
    worker.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? said({ kind: 'too_large' }) : failed(error),
    )
    worker.once('exit', (code) => failed(new Error(`reading a workbook ended with ${code}`)))
  })
}

const program = new URL('./sheets/thread.ts', import.meta.url).href

// A thread does not know how to run TypeScript before Node 24, but its loader can be asked for by name.
const start = `
const { workerData } = require('node:worker_threads')
import(workerData.loader).then(({ tsImport }) => tsImport(workerData.program, workerData.program))`
