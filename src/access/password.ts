import { scrypt, timingSafeEqual } from 'node:crypto'

/** How a password is hashed: scrypt's cost N, with r = 8 and p = 1. */
export interface PasswordCost {
  readonly n: number
}

/** What OWASP's password storage cheat sheet asks of scrypt (2023): N = 2^17, r = 8, p = 1. */
export const password_cost: PasswordCost = { n: 2 ** 17 }

/** A password as it is kept: its cost stands beside it, so that it can rise later. */
export interface KeptPassword {
  readonly salt: Uint8Array
  readonly hash: Uint8Array
  readonly cost_n: number
}

/** A password, hashed for keeping with a salt of 16 random bytes. */
export async function keepPassword(
  password: string,
  salt: Uint8Array,
  cost: PasswordCost,
): Promise<KeptPassword> {
  return { salt, hash: await hashed(password, salt, cost.n), cost_n: cost.n }
}

/** Whether a password is the one that is kept. */
export async function isPassword(password: string, { salt, hash, cost_n }: KeptPassword): Promise<boolean> {
  return timingSafeEqual(await hashed(password, salt, cost_n), hash)
}

function hashed(password: string, salt: Uint8Array, n: number): Promise<Buffer> {
  const bytes = 32
  return new Promise((done, failed) => {
    scrypt(
      password.normalize('NFKC'),
      salt,
      bytes,
      { N: n, r: 8, p: 1, maxmem: 256 * n * 8 },
      (error, key) => (error === null ? done(key) : failed(error)),
    )
  })
}
