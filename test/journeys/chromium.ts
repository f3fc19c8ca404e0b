/** A real browser over the bureau of the journeys: pages of one who has signed in, looked at and held to axe. */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { bureau } from './bureau.ts'

/** The widths at which every page is looked at: a telephone, and a desk. */
export const widths = [360, 1280] as const
export type Width = (typeof widths)[number]

const program = process.env.CHROMIUM ?? '/usr/bin/chromium'
const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')
const pictures = mkdtempSync(join(tmpdir(), 'xinqiao-pictures-'))

let shared: Promise<Browser> | undefined

function browser(): Promise<Browser> {
  if (!existsSync(program)) {
    throw new Error(
      `there is no browser at ${program}: apt-get install chromium fonts-noto-cjk, or set CHROMIUM`,
    )
  }
  shared ??= chromium.launch({ executablePath: program, args: ['--no-sandbox'] })
  return shared
}

after(async () => (await shared)?.close())

/** A page of its own at a width, with the cookie of one who has signed in, or without; closed by whoever asked. */
export async function openPage(width: Width, cookie?: string): Promise<Page & AsyncDisposable> {
  const { url } = await bureau()
  const context = await (await browser()).newContext({
    baseURL: url,
    viewport: { width, height: 800 },
    bypassCSP: true, // axe is put into the page by its text
  })
  if (cookie !== undefined) await addCookie(context, url, cookie)
  const page = await context.newPage()
  return Object.assign(page, { [Symbol.asyncDispose]: () => context.close() })
}

async function addCookie(context: BrowserContext, url: string, cookie: string): Promise<void> {
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url }])
}

// Runs in the browser. What turns for ever, such as a skeleton, never comes to rest.
const is_at_rest = `document.getAnimations().every(
  ({ playState, effect }) => playState !== 'running' || effect.getTiming().iterations === Infinity)`

/** Looks at a page as it stands: takes its picture, and refuses what axe finds serious, and a page wider than its window. */
export async function look(page: Page, name: string): Promise<void> {
  const width = page.viewportSize()?.width ?? 0
  await page.waitForFunction(is_at_rest) // what slides in has not its own colours yet
  await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true })
  const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
  assert.ok(Number(wide) <= 0, `${name} is ${wide} px wider than its window of ${width}`)
  await page.evaluate(axe)
  const found = (await page.evaluate('axe.run()')) as { readonly violations: readonly Violation[] } // axe's own shape
  const grave = found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  const told = grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  assert.deepEqual(told, [], `axe on ${name} at ${width}`)
}

interface Violation {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly html: string }[]
}
