import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Jwk } from '#store'

/** The private key of a demo client, made on the first asking and readable by us alone. */
export function readSecretKey(folder: string, client_id: string, make: () => Jwk): Jwk {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `${client_id}.json`)
  if (!existsSync(file)) writeFileSync(file, `${JSON.stringify(make(), null, 2)}\n`, { mode: 0o600 })
  return JSON.parse(readFileSync(file, 'utf8')) as Jwk // as it was written
}
