/** A browser as far as the API sees it: it keeps cookies, and says that its writes come from our own pages. */
import type { Json } from '#kernel'
import { bureau } from './bureau.ts'

export interface Page {
  readonly status: number
  readonly body: Readonly<Record<string, Json>>
}

export interface Browser {
  get(path: string): Promise<Page>
  post(path: string, body?: object): Promise<Page>
}

/** Opens a browser without a cookie. */
export function openBrowser(): Browser {
  const cookies = new Map<string, string>()
  const ask = async (method: string, path: string, body?: object): Promise<Page> => {
    const { url, said } = await bureau()
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = {
      ...{ cookie, 'x-requested-with': 'xinqiao' },
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    }
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const response = await fetch(`${url}${path}`, { method, headers, ...sent })
    if (response.status === 500) throw new Error(`${method} ${path} failed: ${said()}`)
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]?.split('=') ?? []
      cookies.set(name, value)
    }
    return { status: response.status, body: (await response.json()) as Page['body'] } // JSON of our own
  }
  return { get: (path) => ask('GET', path), post: (path, body) => ask('POST', path, body) }
}

/** A browser in which the owner of a firm has signed in: its licence was scanned, and confirmed on its telephone. */
export async function ownersBrowser(uscc: string): Promise<Browser> {
  const [browser, telephone] = [openBrowser(), openBrowser()]
  const scan = await browser.post('/v1/session/licence', {})
  await telephone.post(`/v1/simulator/licences/${scan.body.scan_id}/confirm`, { uscc })
  const { body } = await browser.get(`/v1/session/licence/${scan.body.scan_id}`)
  if (body.state !== 'confirmed') throw new Error(`the scan is ${JSON.stringify(body)}`)
  return browser
}
