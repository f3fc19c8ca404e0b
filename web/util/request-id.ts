const bytes_of_chance = 12

/** A new id of a request: the same sent twice is answered twice and counted once. */
export function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(bytes_of_chance))
  return `web_${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
