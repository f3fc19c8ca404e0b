import type { Json } from '#kernel'
import type { Front } from '#platform'
import { openApp } from './app.ts'

/** The OpenAPI document, made from the routes' schemas alone: no engine is opened. */
export async function openapiDocument(): Promise<Json> {
  const app = await openApp(paperFront, 'http://127.0.0.1')
  await app.ready()
  const document = app.swagger() as unknown as Json // JSON by its nature
  await app.close()
  return document
}

// Routes are described, not called: the one thing that is asked while they are made is which keys sign tokens.
const paperFront = {
  settings: { rate_limit_per_minute: 1 },
  tokenState: () => ({ keys: [] }),
} as unknown as Front
