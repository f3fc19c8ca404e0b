/** A browser that keeps its cookies, for those who walk through several pages. */
import { type Visited, visit } from './cookies.ts'

export interface Browser {
  get(path: string): Promise<Visited>
  post(path: string, body?: object): Promise<Visited>
}

/** Opens a browser without a cookie. */
export function openBrowser(): Browser {
  const jar = new Map<string, string>()
  const ask = async (method: string, path: string, body?: object): Promise<Visited> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const visited = await visit(method, path, { cookie, body })
    for (const line of visited.cookies) {
      const [name = '', value = ''] = line.split(';')[0]?.split('=') ?? []
      jar.set(name, value)
    }
    return visited
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
