import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { look, openPage, widths } from './chromium.ts'
import { accountOf } from './cookies.ts'
import { firm, nameOf } from './history.ts'

test('the front door opens the demo bank, and signs a member of staff in by one tap', async () => {
  await using page = await openPage(360)
  await page.goto('/')
  await page.getByRole('button', { name: /演示银行乙/ }).click()
  await page.waitForURL('**/officer')
  await page.getByRole('button', { name: '退出' }).click()
  await page.waitForURL((url) => url.pathname === '/')
  await page.getByRole('link', { name: '打开模拟银行' }).click()
  await page.getByRole('button', { name: '申请 500 万元' }).waitFor()
})

for (const width of widths) {
  test(`at ${width} px staff is told that a password is wrong, in the language it reads`, async () => {
    const { person_id, password, code } = await accountOf('head-a')
    await using page = await openPage(width)
    await page.goto('/')
    await page.getByText('点一下即以示例账号登录。').waitFor()
    await look(page, 'home')
    await page.goto('/sign-in')
    await fillIn(page, { 账号: person_id, 密码: `${password}!`, '动态码(6 位)': code })
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByText('账号、密码或动态码不对。').waitFor()
    await look(page, 'sign-in-staff')
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByText('The account, the password or the code is wrong.').waitFor()
    assert.equal(await page.getByLabel('Password').inputValue(), `${password}!`)
  })

  test(`at ${width} px an owner scans the simulated licence on its telephone, and its page goes on by itself`, async () => {
    await using page = await openPage(width)
    await page.goto('/sign-in?as=owner')
    await page.getByRole('img', { name: '电子营业执照' }).waitFor()
    await look(page, 'sign-in-owner')
    const [telephone] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('link', { name: '没有手机?打开模拟电子营业执照' }).click(),
    ])
    await telephone.getByRole('button', { name: nameOf(firm) }).waitFor()
    await look(telephone, 'licence')
    await telephone.getByRole('button', { name: nameOf(firm) }).click()
    await telephone.getByText('已确认。请回到刚才的页面。').waitFor()
    await page.waitForURL('**/owner')
    await page.getByRole('heading', { name: `${nameOf(firm)}的授权与查询` }).waitFor()
  })
}

test('an owner without its licence signs in by a code on its telephone', async () => {
  await using page = await openPage(360)
  await page.goto('/owner')
  await page.getByRole('alert').getByRole('link', { name: '登录' }).click()
  await page.getByText('短信验证码').click()
  await page.getByLabel('统一社会信用代码').fill(firm)
  await page.getByRole('button', { name: '发送验证码' }).click()
  const [code = ''] = /\d{6}/.exec(await page.getByText(/^模拟短信/).innerText()) ?? []
  await page.getByLabel('验证码', { exact: true }).fill(code === '000000' ? '000001' : '000000')
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByText('验证码不对或已过期。').waitFor()
  await look(page, 'sign-in-sms')
  await page.getByLabel('验证码', { exact: true }).fill(code)
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForURL('**/owner')
})

async function fillIn(page: Page, given: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(given)) await page.getByLabel(label).fill(text)
}
