import type { Clock } from '#kernel'
import { demo_firms } from '#sandbox'
import { signerOf } from '#store'
import type { DemoClient } from './demo.ts'
import { demoConsent } from './demo-consent.ts'
import type { FrontState } from './front-state.ts'

const assertion_lifetime_s = 300

interface Signing {
  readonly clock: Clock
  readonly random: (bytes: number) => Uint8Array
}

/** A signed client assertion (RFC 7523) for the token endpoint. */
export function assertionOf({ clock, random }: Signing, client: DemoClient, audience: string): string {
  const now_s = Math.floor(Date.parse(clock()) / 1000)
  const { kid, sign } = signerOf(client.private_key)
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = {
    ...{
      iss: client.client_id,
      sub: client.client_id,
      aud: audience,
      iat: now_s,
      exp: now_s + assertion_lifetime_s,
    },
    jti: Buffer.from(random(16)).toString('hex'),
  }
  const signed = `${part({ alg: 'ES256', kid })}.${part(claims)}`
  return `${signed}.${sign(Buffer.from(signed))}`
}

/** A shell script of four curls, signed for the demo's first bank: token, consent, P08, advice. 模拟数据. */
export async function trySteps(state: FrontState, client: DemoClient, url: string): Promise<string> {
  const { uscc, name } = demo_firms.healthy
  const signing = { clock: state.clock, random: state.bureau.counter.random }
  const consent = demoConsent(state, client, { uscc, name, products: ['P01', 'P08', 'P21'] })
  const post = (path: string, body: object): string =>
    `curl -sS -X POST "$url${path}" -H "authorization: Bearer $token" -H 'content-type: application/json' -d '${JSON.stringify(body)}'`
  return `#!/bin/sh
# 模拟数据: token, consent, product and advice, signed for ${client.institution}
url=${url}
token=$(curl -sS "$url/oauth/token" -d grant_type=client_credentials -d scope='query decide consent' \\
  -d client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer \\
  -d client_assertion=${assertionOf(signing, client, url)} | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
echo '# consent'
${post('/v1/consents', consent)}
echo; echo '# P08'
${post('/v1/products/P08/queries', { uscc, purpose: 'pre_loan' })}
echo; echo '# advice'
${post('/v1/decisions/rongyidai_admission', { uscc, purpose: 'pre_loan' })}
echo
`
}
