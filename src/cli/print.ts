import type { WriteStream } from 'node:tty'
import type { Print } from './command.ts'

/** Prints to a pair of streams: with `json` one document on the first and nothing else there. */
export function printTo(out: NodeJS.WriteStream, err: NodeJS.WriteStream, json: boolean): Print {
  return {
    json,
    line: (text) => void (json || out.write(`${text}\n`)),
    document: (value) => void (json && out.write(`${JSON.stringify(value)}\n`)),
    progress: (text) => showProgress(err, text),
    warn: (text) => void err.write(`${text}\n`),
  }
}

function showProgress(err: NodeJS.WriteStream, text: string): void {
  if (!(err as WriteStream).isTTY) return
  err.write(`\r\u001b[2K${text}`)
  if (text === '') err.write('\r')
}
