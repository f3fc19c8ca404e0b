import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { look, openPage, widths } from './chromium.ts'
import { query, send, signedConsent, tokenOf } from './client.ts'
import { inbox_firm, long_named_firm, other_firm, refusing_firm, tapping_firm } from './history.ts'

const licence = /模拟电子营业执照/

for (const width of widths) {
  test(`at ${width} px an owner borrows in four taps, sees who looked, and withdraws in two`, async () => {
    await using page = await openPage(width)
    const taps = countTaps()
    await page.goto(`/demo-bank?uscc=${tapping_firm}`)
    await page.getByRole('button', { name: '申请 500 万元' }).waitFor()
    await look(page, 'bank')
    await taps.on(page.getByRole('button', { name: '申请 500 万元' }))
    await page.getByRole('button', { name: licence }).waitFor()
    await look(page, 'authorise')
    await taps.on(page.getByRole('button', { name: licence }))
    const agree = page.getByRole('button', { name: '同意授权' })
    await agree.waitFor()
    for (const told of [/不是人民银行征信中心/, /不向企业收费/]) await page.getByText(told).first().waitFor()
    await look(page, 'authorise-signed-in')
    await taps.on(agree)
    await page.getByText('授权回执').waitFor()
    await look(page, 'receipt')
    const draw = page.getByRole('button', { name: /^提款/ })
    await draw.waitFor() // the bank's page again, by itself, and its decision
    await look(page, 'decided')
    await taps.on(draw)
    await page.getByText(/^已提款/).waitFor()
    assert.equal(taps.count, 4)
    const [total = ''] = /合计 ([\d.]+) 秒/.exec(await page.locator('main').innerText())?.slice(1) ?? []
    assert.ok(Number(total) < 2, `ours took ${total} s`)
    await page.getByRole('link', { name: '看看谁查过我' }).click()
    await page
      .getByText(/演示银行甲深圳分行查询了/)
      .first()
      .waitFor()
    assert.match(await page.locator('main').innerText(), /结果:银行批准,额度/)
    await look(page, 'owner')
    const mine = page.getByRole('listitem').filter({ hasText: '有效' }).first()
    await mine.getByRole('button', { name: '撤回' }).click()
    await mine.getByRole('button', { name: '确认撤回' }).click()
    await page.getByText('已撤回').first().waitFor()
  })
}

test('the keyboard alone walks the consent page, and its answer refuses the bank', async () => {
  await using page = await openPage(360)
  await page.goto(await pageFor(refusing_firm))
  await page.getByRole('button', { name: licence }).waitFor()
  await press(page, licence)
  await page.getByRole('button', { name: '不同意' }).waitFor()
  await press(page, /授权书全文/)
  await page
    .locator('.shown-text')
    .getByText(/授权该行向/)
    .waitFor()
  await press(page, /^不同意$/)
  await page.getByText('您没有授权,银行不能查询。').waitFor()
})

test('an owner answers its inbox item by item; another firm’s page and staff’s pages are not its own', async () => {
  const bank = await tokenOf('bank-b-app')
  const { payload } = await signedConsent('bank-b-app', inbox_firm, ['P08'])
  const [optional = '', ...required] = payload.scopes
  const asked = await send('POST', '/v1/consent-requests', bank, {
    ...{
      request_id: 'inbox-page-1',
      uscc: inbox_firm,
      purpose: 'in_loan',
      products: ['P08'],
      term_months: 6,
    },
    ...{ required_scopes: required, optional_scopes: [optional], contact: '95500' },
  })
  assert.equal(asked.status, 201, JSON.stringify(asked.body))
  await using page = await openPage(360)
  await signInAs(page, inbox_firm)
  const request = page.getByRole('article').filter({ hasText: '演示银行乙' })
  await request.getByText('可选的信息').waitFor()
  await look(page, 'inbox-request')
  await request.getByRole('button', { name: '同意授权' }).click()
  await page.getByText('有效(部分)').first().waitFor()
  const answer = await query(bank, 'P08', { uscc: inbox_firm, purpose: 'in_loan' })
  assert.equal(answer.body.code, 'scope_not_covered') // what was left out stays unseen
  await page.goto(await pageFor(tapping_firm))
  await page.getByRole('button', { name: licence }).waitFor() // its own session is not the other firm's
  await page.goto('/officer')
  await page.getByRole('alert').or(page.getByText('登录')).first().waitFor()
  assert.equal(await page.getByRole('searchbox').count(), 0)
})

test('nobody signed in, nothing there and a lost connection each end in a sentence and a way on', async () => {
  await using page = await openPage(360)
  await page.goto('/owner')
  await page.getByText('请先登录。').waitFor()
  await look(page, 'owner-signed-out')
  await page.goto('/no/such/page')
  await page.getByText('没有这个页面').waitFor()
  await look(page, 'unknown')
  await signInAs(page, other_firm)
  await page.getByText('没有等您答复的请求。').waitFor()
  await look(page, 'inbox-empty')
  await page.context().setOffline(true)
  await page
    .getByRole('link', { name: '模拟银行' })
    .click()
    .catch(() => {})
  await page.context().setOffline(false)
  await page.goto(`/demo-bank?uscc=${other_firm}`)
  await page.route('**/v1/demo/bank/applications', (route) => route.abort())
  await page.getByRole('button', { name: '申请 500 万元' }).click()
  await page.getByText('连接中断了').waitFor()
  await look(page, 'lost')
  await page.unroute('**/v1/demo/bank/applications')
  await page.getByRole('button', { name: '再试一次' }).click()
  await page.getByRole('button', { name: '同意授权' }).waitFor()
})

for (const width of widths) {
  test(`at ${width} px a very long name breaks no page of its owner`, async () => {
    await using page = await openPage(width)
    await page.goto(await pageFor(long_named_firm))
    await page.getByRole('button', { name: licence }).click()
    await page.getByRole('button', { name: '同意授权' }).waitFor()
    await look(page, 'authorise-long')
    await page.getByRole('button', { name: '同意授权' }).click()
    await page.getByText('授权回执').waitFor()
    await page.goto('/owner')
    await page.getByText('有效').first().waitFor()
    await look(page, 'owner-long')
  })
}

test('the owner’s pages come in English too, and weigh little', async () => {
  await using page = await openPage(360)
  let bytes = 0
  page.on('response', (response) => {
    bytes += Number(response.headers()['content-length'] ?? 0)
  })
  await page.goto(`/demo-bank?uscc=${tapping_firm}`)
  await page.getByRole('button', { name: '申请 500 万元' }).waitFor()
  assert.ok(bytes > 0 && bytes <= 300_000, `${bytes} bytes for the first page`)
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('button', { name: 'Apply for CNY 5,000,000' }).waitFor()
  assert.doesNotMatch(await page.getByRole('heading').first().innerText(), /^模拟/)
})

function countTaps() {
  const taps = {
    count: 0,
    async on(target: ReturnType<Page['getByRole']>) {
      taps.count += 1
      await target.click()
    },
  }
  return taps
}

async function pageFor(uscc: string): Promise<string> {
  const applied = await openBrowser().post('/v1/demo/bank/applications', { uscc, amount_cny: '5000000' })
  return new URL(String(applied.body.authorise_url)).pathname
}

async function signInAs(page: Page, uscc: string): Promise<void> {
  const { request } = page.context()
  const headers = { 'x-requested-with': 'xinqiao' }
  const scan = await request.post('/v1/session/licence', { headers, data: { uscc } })
  const { scan_id } = (await scan.json()) as { readonly scan_id: string }
  await request.post(`/v1/simulator/licences/${scan_id}/confirm`, { headers, data: { uscc } })
  await request.get(`/v1/session/licence/${scan_id}`)
  await page.goto('/owner')
}

const focused_text = "document.activeElement === document.body ? '' : document.activeElement?.textContent"

// Goes on by Tab until what is named has the focus, and presses Enter.
async function press(page: Page, name: RegExp): Promise<void> {
  for (let tabs = 0; tabs < 60; tabs += 1) {
    await page.keyboard.press('Tab')
    const focused = String(await page.evaluate(focused_text))
    if (!name.test(focused)) continue
    await page.keyboard.press('Enter')
    return
  }
  throw new Error(`the keyboard does not reach ${name}`)
}
