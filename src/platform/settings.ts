import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type DigestSuite, refusals } from '#kernel'

/** Everything that may differ from one installation to the next. */
export interface Settings {
  /** All state of both engines and the keys; two copies with two folders run side by side. `--data`, default `./data`. */
  readonly data_dir: string
  /** Which folder of the regions this bureau runs. `XINQIAO_REGION`, default `shenzhen`. */
  readonly region: string
  /** Where that folder stands. `XINQIAO_REGIONS_DIR` holds the regions, default `regions` of the package. */
  readonly region_dir: string
  /** A PostgreSQL of one's own instead of the embedded one. `DATABASE_URL`. */
  readonly database_url?: string
  /** Where the private keys stand. `KEYS_DIR`, default `keys` in the data folder. */
  readonly keys_dir: string
  /** `gm` (SM2, SM3) or `intl` (P-256, SHA-256), fixed when the audit log is made. `XINQIAO_SUITE`, default `gm`. */
  readonly digest_suite: DigestSuite
  /** What DuckDB may hold in memory before it spills. `XINQIAO_MEMORY`, default `3GB`. */
  readonly memory_limit: string
  /** Where HTTP listens. `HOST`, default `127.0.0.1`. */
  readonly host: string
  /** The port of HTTP; 0 takes a free one. `PORT` or `--port`, default 8600. */
  readonly port: number
  /** The address under which others reach us; default is where we listen. `PUBLIC_URL`. */
  readonly public_url?: string
  /** How many servers of our own stand before us, whose word on the caller's address and TLS is taken. `TRUST_PROXY`, default 0. */
  readonly trusted_proxies: number
  /** Requests a minute of a client whose own limit is not set. `RATE_LIMIT`, default 120000. */
  readonly rate_limit_per_minute: number
  /** A folder that is watched for deliveries while we serve; none where it is not set. `INBOX_DIR`. */
  readonly inbox_dir?: string
  /** Where the front-end database of a source stands, by the source's id. `FRONT_END_<SOURCE>`. */
  readonly front_ends: Readonly<Record<string, string>>
  /** Where a source is asked for one firm at the moment of a query, by the source's id. `PULL_<SOURCE>`. */
  readonly pulls: Readonly<Record<string, string>>
}

export type Environment = Readonly<Record<string, string | undefined>>

const refuse = refusals({
  setting_invalid: ['bad_request', '{setting} is {value}; it must be {wanted}'],
})

const regions_dir = fileURLToPath(new URL('../../regions', import.meta.url))

/** The settings that an environment and the command's `--data` and `--port` give. Refuses a wrong value by its name. */
export function readSettings(
  env: Environment,
  options: { readonly data?: string | undefined; readonly port?: string | undefined } = {},
): Settings {
  const data_dir = resolve(options.data ?? env.XINQIAO_DATA ?? 'data')
  const region = env.XINQIAO_REGION ?? 'shenzhen'
  if (!/^[a-z_]+$/.test(region))
    throw refuse('setting_invalid', wrong('XINQIAO_REGION', region, 'a region’s id'))
  return {
    data_dir,
    region,
    region_dir: join(resolve(env.XINQIAO_REGIONS_DIR ?? regions_dir), region),
    keys_dir: env.KEYS_DIR ?? join(data_dir, 'keys'),
    digest_suite: suiteOf(env.XINQIAO_SUITE ?? 'gm'),
    memory_limit: memoryOf(env.XINQIAO_MEMORY ?? '3GB'),
    host: env.HOST ?? '127.0.0.1',
    port: whole('PORT', options.port ?? env.PORT ?? '8600', 65_535),
    trusted_proxies: whole('TRUST_PROXY', env.TRUST_PROXY ?? '0', 10),
    rate_limit_per_minute: whole('RATE_LIMIT', env.RATE_LIMIT ?? '120000', 1e9),
    front_ends: frontEndsOf(env),
    pulls: pullsOf(env),
    ...(env.DATABASE_URL === undefined ? {} : { database_url: env.DATABASE_URL }),
    ...(env.INBOX_DIR === undefined ? {} : { inbox_dir: resolve(env.INBOX_DIR) }),
    ...(env.PUBLIC_URL === undefined ? {} : { public_url: env.PUBLIC_URL }),
  }
}

function frontEndsOf(env: Environment): Readonly<Record<string, string>> {
  // A wrong address is named by its setting alone, for it holds a password.
  return bySource(env, 'FRONT_END_', /^(postgres|postgresql|mysql):\/\/./, (setting) =>
    wrong(setting, 'no such address', 'postgresql://… or mysql://…'),
  )
}

function pullsOf(env: Environment): Readonly<Record<string, string>> {
  return bySource(env, 'PULL_', /^https?:\/\/./, (setting, value) => wrong(setting, value, 'http(s)://…'))
}

function bySource(
  env: Environment,
  prefix: string,
  pattern: RegExp,
  fault: (setting: string, value: string) => ReturnType<typeof wrong>,
): Readonly<Record<string, string>> {
  const set = Object.entries(env).flatMap(([setting, value]) => {
    if (!setting.startsWith(prefix) || value === undefined) return []
    if (!pattern.test(value)) throw refuse('setting_invalid', fault(setting, value))
    return [[setting.slice(prefix.length).toLowerCase(), value] as const]
  })
  return Object.fromEntries(set)
}

function suiteOf(value: string): DigestSuite {
  if (value !== 'gm' && value !== 'intl')
    throw refuse('setting_invalid', wrong('XINQIAO_SUITE', value, 'gm or intl'))
  return value
}

function memoryOf(value: string): string {
  if (/^\d+(MB|GB)$/.test(value)) return value
  throw refuse('setting_invalid', wrong('XINQIAO_MEMORY', value, 'a size such as 3GB'))
}

function whole(setting: string, value: string, most: number): number {
  const number = Number(value)
  if (/^\d+$/.test(value) && number <= most) return number
  throw refuse('setting_invalid', wrong(setting, value, `a whole number up to ${most}`))
}

function wrong(setting: string, value: string, wanted: string) {
  return { setting, value, wanted }
}
