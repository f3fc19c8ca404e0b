/** The program of the thread that reads a workbook: it is told its task, and says one word. */
import { parentPort, workerData } from 'node:worker_threads'
import type { SheetTask, SheetWord } from './task.ts'
import { writeCsv } from './write-csv.ts'
import { xlsRows } from './xls.ts'
import { xlsxRows } from './xlsx.ts'

const too_large = new Error('too large')

async function readSheet({ kind, from, to, unpacked_most }: SheetTask): Promise<SheetWord> {
  const watch = (bytes: number): void => {
    if (bytes > unpacked_most) throw too_large
  }
  try {
    const rows = kind === 'xlsx' ? xlsxRows(from, watch) : xlsRows(from)
    return { kind: 'done', breaks: await writeCsv(rows, to, watch) }
  } catch (error) {
    if (error === too_large) return { kind: 'too_large' }
    return { kind: 'unreadable', problem: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.postMessage(await readSheet(workerData.task))
