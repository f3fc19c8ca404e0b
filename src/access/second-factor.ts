import { Secret, TOTP } from 'otpauth'
import { type Instant, msOf } from '#kernel'

const step_s = 30
const window_steps = 1 // a clock may be half a minute off (RFC 6238 §5.2)

/** A new secret of a second factor (RFC 6238), in base32, from 20 random bytes. */
export function secondFactorOf(bytes: Uint8Array): string {
  return new Secret({ buffer: Uint8Array.from(bytes).buffer }).base32
}

/** The code of a moment. */
export function codeAt(secret: string, at: Instant): string {
  return totp(secret).generate({ timestamp: msOf(at) })
}

/** The time step whose code this is, now or one beside; null where it is no code of the secret. */
export function stepOf(secret: string, code: string, at: Instant): number | null {
  const timestamp = msOf(at)
  const delta = totp(secret).validate({ token: code, timestamp, window: window_steps })
  return delta === null ? null : Math.floor(timestamp / 1000 / step_s) + delta
}

function totp(secret: string): TOTP {
  return new TOTP({ secret, digits: 6, period: step_s, algorithm: 'SHA1' })
}
