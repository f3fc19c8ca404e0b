import { test } from 'node:test'
import { openBrowser } from './browser.ts'
import { bureau, goneOf, restartedBureau } from './bureau.ts'
import { look, openPage } from './chromium.ts'
import { signedIn } from './cookies.ts'
import { tapping_firm } from './history.ts'

test('a server that restarts in the middle of a page ends in a sentence, and the same tap goes on', async () => {
  const path = `/v1/demo/bank/applications`
  const applied = await openBrowser().post(path, { uscc: tapping_firm, amount_cny: '5000000' })
  await using owner = await openPage(360)
  await owner.goto(new URL(String(applied.body.authorise_url)).pathname)
  await owner.getByRole('button', { name: /模拟电子营业执照/ }).click()
  await owner.getByRole('button', { name: '同意授权' }).waitFor()
  await using officer = await openPage(1280, await signedIn('officer-a'))
  await officer.goto(`/officer/firm/${tapping_firm}`)
  await officer.getByRole('button', { name: /查询 P12/ }).waitFor()

  const { child } = await bureau()
  child.kill('SIGTERM')
  await goneOf(child)
  await owner.getByRole('button', { name: '同意授权' }).click()
  await owner.getByText('连接中断了').waitFor()
  await look(owner, 'restart-owner')
  await officer.getByRole('button', { name: /查询 P12/ }).click()
  await officer.getByText('连接中断了').first().waitFor()
  await look(officer, 'restart-officer')

  await restartedBureau()
  await officer.getByRole('button', { name: /查询 P12/ }).click()
  await officer.getByText('无需授权(公开信息)').waitFor()
  await owner.getByRole('button', { name: '同意授权' }).click()
  await owner.getByText('授权回执').waitFor()
  // The demonstration bank keeps its applications in memory: it says that this one is gone, and takes another.
  await owner.getByText('没有找到这笔申请').waitFor()
  await look(owner, 'restart-bank')
  await owner.goto(`/demo-bank?uscc=${tapping_firm}`)
  await owner.getByRole('button', { name: '申请 500 万元' }).waitFor()
})
