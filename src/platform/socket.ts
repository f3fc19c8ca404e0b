import { chmodSync, lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { digestHex, refusals } from '#kernel'

const refuse = refusals({
  socket_dir_foreign: [
    'unavailable',
    '{folder} belongs to somebody else; remove it, or set TMPDIR to a folder of your own',
  ],
})

/**
 * The unix socket of the desk of a data folder. It stands in a short private folder named by a hash of the data
 * folder: a socket's path may have about 100 characters, a data folder's as many as it likes.
 */
export function deskSocket(data_dir: string): string {
  const folder = join(tmpdir(), `xinqiao-${digestHex('intl', data_dir).slice(0, 16)}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { uid } = lstatSync(folder)
  if (uid !== process.getuid?.()) throw refuse('socket_dir_foreign', { folder })
  chmodSync(folder, 0o700)
  return join(folder, 'desk.sock')
}
