import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { bureau, xinqiao } from './bureau.ts'
import { look, openPage, widths } from './chromium.ts'
import { send, signedConsent, tokenOf } from './client.ts'
import { signedIn, visit } from './cookies.ts'
import { compared_firm, firm, nameOf } from './history.ts'

for (const width of widths) {
  test(`at ${width} px an officer finds its firm by name, and reads P01 and P08 in plain words`, async () => {
    const signed = await signedConsent('bank-a-app', firm, ['P01', 'P08'])
    assert.equal((await send('POST', '/v1/consents', await tokenOf('bank-a-app'), signed)).status, 201)
    const recognised = `uscc,tag_code,cert_no,issued_on,valid_to\n${firm},hnte,示GR1,2024-01-20,2099-01-19\n${firm},tech_sme,,2023-03-01,2023-12-31\n`
    await using _ = await delivered('tag_recognition', width, recognised)
    await using page = await openPage(width, await signedIn('officer-a'))
    await page.goto('/officer')
    await page.getByRole('searchbox').fill(nameOf(firm).slice(2))
    await page.getByRole('link', { name: nameOf(firm) }).click()
    await page.getByRole('button', { name: /查询 P08/ }).click()
    await page.getByText(/参保 60 人,上年同月 60 人/).waitFor()
    await page
      .getByRole('img', { name: /近24个月参保人数/ })
      .locator('svg')
      .waitFor()
    await page.getByRole('button', { name: /查询 P01/ }).click()
    await page.getByText('已封存,可验证').nth(1).waitFor()
    await page.getByText('2024-01-20 至 2099-01-19').waitFor()
    await page.getByText('已过期', { exact: true }).waitFor()
    const text = await page.locator('main').innerText()
    for (const told of [
      /P01-\d{8}-[0-9A-F]{12}/,
      /离职率同期比/,
      /供参考/,
      /模拟数据/,
      /截至数据时间未见记录/,
    ]) {
      assert.match(text, told)
    }
    await look(page, 'officer-report')
    await page.goto('/officer')
    await page.getByText('最近看过的企业').waitFor()
    await look(page, 'officer-find')
  })

  test(`at ${width} px an officer reads judicial indicators without a consent, and has what it was told of a firm compared`, async () => {
    const signed = await signedConsent('bank-a-app', compared_firm, ['P29'])
    assert.equal((await send('POST', '/v1/consents', await tokenOf('bank-a-app'), signed)).status, 201)
    await using page = await openPage(width, await signedIn('officer-a'))
    await page.goto(`/officer/firm/${compared_firm}`)
    await page.getByRole('button', { name: /查询 P12/ }).click()
    await page.getByRole('article', { name: '司法风险指标' }).getByText('无需授权(公开信息)').waitFor()
    await page.getByLabel('企业名称', { exact: true }).fill(nameOf(compared_firm))
    await page.getByLabel('法定代表人姓名').fill('另有其人')
    await page.getByRole('button', { name: /查询 P29/ }).click()
    const compared = page.getByRole('article', { name: '企业要素核验' })
    await compared.getByText('一致', { exact: true }).waitFor()
    await compared.getByText('无登记记录', { exact: true }).waitFor()
    await page.getByLabel('企业名称', { exact: true }).fill('另一家企业')
    await page.getByRole('button', { name: /查询 P29/ }).click()
    await compared.getByText('不一致', { exact: true }).waitFor()
    await look(page, 'officer-verified')
    await page.getByRole('link', { name: 'JD008' }).click()
    await page.getByRole('heading', { name: /JD008 被执行次数/ }).waitFor()
    await page.getByText('展开查看').click()
    await page.getByText('WITH "spine"').waitFor()
    await page.getByText(/户有值的组,不显示分布|按规模与行业;少于/).waitFor()
    await look(page, 'indicator')
    await page.getByRole('link', { name: '指标', exact: true }).click()
    await page.getByRole('searchbox').fill('离职率 3月')
    await page.getByLabel('方向').selectOption({ label: '越高风险越大' })
    await page.getByRole('link', { name: /WF015/ }).waitFor()
    assert.equal(await page.getByRole('link', { name: /WF001/ }).count(), 0)
    await look(page, 'indicators')
  })

  test(`at ${width} px an officer of another bank sees no value of a firm that has not consented, and asks for it`, async () => {
    const cookie = await signedIn('officer-b')
    await using page = await openPage(width, cookie)
    const answers: number[] = []
    page.on('response', (response) => {
      if (response.url().includes('/queries')) answers.push(response.status())
    })
    const registered = `uscc,name,status\n${own_firm},深圳市示例${width}号有限公司,active\n`
    await using _ = await delivered('reg_entity_base', width, registered)
    await page.goto(`/officer/firm/${own_firm}`)
    await page.getByText('企业还没有授权本机构').waitFor()
    assert.equal(await page.getByRole('button', { name: /查询 P0/ }).count(), 0)
    assert.deepEqual(answers, [])
    const asked = await visit('POST', '/v1/products/P08/queries', {
      cookie,
      body: { uscc: own_firm, purpose: 'pre_loan' },
    })
    assert.deepEqual([asked.status, asked.body.code], [403, 'consent_required'])
    await look(page, 'officer-without-consent')
    await page.getByRole('checkbox', { name: /P01/ }).check()
    await page.getByLabel('联系方式').fill('示例支行 0755-95500')
    await page.getByRole('button', { name: '发送请求' }).click()
    await page.getByText('等待企业答复').first().waitFor()
    await page.getByRole('img', { name: '请企业扫码授权' }).waitFor()
    await look(page, 'officer-scan')
  })

  test(`at ${width} px an operator sees what is stale, looks at a row in quarantine, mends a cell and has it in`, async () => {
    const listed = `uscc,list,listed_on,authority\n${own_firm},abnormal_operatoin,2018-01-${width === 360 ? '01' : '02'},示例局\n`
    await using file = await delivered('adm_list', width, listed)
    await using page = await openPage(width, await signedIn('operator-1'))
    await page.goto('/operator')
    await page.getByText(file.name).first().waitFor()
    await look(page, 'operator-batches')
    await page.getByRole('link', { name: '数据时效' }).click()
    await page.getByText('在时效内').or(page.getByText('已超时效')).first().waitFor()
    await look(page, 'operator-freshness')
    await page.getByRole('link', { name: '来源', exact: true }).click()
    await page.getByText('合同有效').first().waitFor()
    await look(page, 'operator-sources')
    await page.goto('/operator/quarantine?dataset=adm_list')
    await page.getByText(file.name).first().waitFor()
    await page.getByRole('button', { name: '查看 第 2 行' }).first().click()
    await page.getByText('有问题的一列').waitFor()
    await page.getByLabel('改为').fill('serious')
    await page.getByRole('button', { name: '改正并重放' }).click()
    await page.getByText('改正后仍不能进入').waitFor()
    await page.getByLabel('改为').fill('abnormal_operation')
    await page.getByRole('button', { name: '改正并重放' }).click()
    await page.getByText('这一行已经进入').waitFor()
    await look(page, 'operator-mended')
  })

  test(`at ${width} px an operator reads what a batch is worth, and decides where two departments differ`, async () => {
    const fine = (amount: number): string =>
      `uscc,doc_no,authority,authority_class,kind,penalty_class,amount,decided_on\n${own_firm},深市监罚${width}号,示例局,market,fine,general,${amount},2018-01-05\n`
    await using held = await delivered('adm_penalty', width, fine(100), 'market_regulation')
    await using said = await delivered('adm_penalty', width, fine(900), 'tax')
    await using page = await openPage(width, await signedIn('operator-1'))
    await page.goto('/operator')
    await page.getByText(said.name).first().waitFor()
    await page.getByText(held.name).first().waitFor()
    await page
      .getByRole('row', { name: said.name })
      .or(page.getByRole('listitem').filter({ hasText: said.name }))
      .first()
      .getByRole('link')
      .first()
      .click()
    await page.getByText('1 行与其他来源说法不一致,其中 1 行待人工确认').waitFor()
    await page.getByText('与另一来源对同一记录的说法不一致').waitFor()
    await look(page, 'operator-batch')
    await page.goto('/operator/conflicts')
    await page.getByText('罚款金额:100.00 → 900').first().waitFor()
    await look(page, 'operator-conflicts')
    await page
      .getByRole('button', { name: `查看 行政处罚 ${own_firm}` })
      .first()
      .click()
    await page.getByLabel('说明理由(必填,写入审计日志)').fill('已向税务部门核实')
    await look(page, 'operator-decide')
    await page.getByRole('button', { name: '不采用,退回' }).click()
    await page.getByText('已退回:这一行留在隔离区备查,不再等待。').waitFor()
    await page.goto('/operator/quarantine?state=rejected')
    await page.getByText(said.name).first().waitFor()
    await page
      .getByRole('button', { name: /查看 第 2 行/ })
      .first()
      .click()
    await page.getByText(/已退回:已向税务部门核实/).waitFor()
    await look(page, 'operator-rejected')
    await page.goto('/operator/snapshots')
    await page.getByText('没有待确认的快照。').or(page.getByText('放行后将撤销')).first().waitFor()
    await look(page, 'operator-snapshots')
  })

  test(`at ${width} px an operator finds who a name means, merges a mistyped code and splits it again`, async () => {
    const { data } = await bureau()
    const mistyped = mistyped_codes[width] ?? ''
    await xinqiao(data, 'quarantine', 'admit', mistyped, '--note', '录入笔误')
    const counted = `uscc,stat_month,insured_n\n${mistyped},2018-01,7\n`
    await using _ = await delivered('ss_headcount_monthly', width, counted)
    await using page = await openPage(width, await signedIn('operator-1'))
    await page.goto('/operator/identity')
    await page.getByRole('searchbox').fill(nameOf(firm).slice(2))
    await page.getByRole('button', { name: '查找' }).click()
    await page
      .getByRole('heading', { name: nameOf(firm) })
      .first()
      .waitFor()
    await look(page, 'operator-identity')
    await page.getByLabel('企业的代码').fill(firm)
    await page.getByLabel('误录的代码').fill(own_firm)
    await page.getByLabel('说明理由(写入审计日志)').fill('同一企业')
    await page.getByRole('button', { name: '看看会影响什么' }).click()
    await page.getByText('要并入的是有效的代码').waitFor()
    await page.getByLabel('误录的代码').fill(mistyped)
    await page.getByRole('button', { name: '看看会影响什么' }).click()
    await page.getByText(/:1 行/).waitFor()
    await page.getByRole('button', { name: '确认合并' }).click()
    await page.getByText('已合并。可随时拆分。').waitFor()
    await page.getByLabel('拆分的理由').first().fill('误判')
    await look(page, 'operator-merged')
    await page.getByRole('button', { name: '拆分' }).first().click()
    await page.getByText('误判').first().waitFor()
  })

  test(`at ${width} px an officer reads what does not stand any more of what its bank was shown`, async () => {
    await using page = await openPage(width, await signedIn('officer-a'))
    await page.goto('/officer')
    await page.getByRole('link', { name: '更正告知' }).click()
    await page.getByText('本机构此前查到').waitFor()
    await page
      .getByText('没有需要告知的更正。')
      .or(page.getByText('此前提供的一条信息已更正'))
      .first()
      .waitFor()
    await look(page, 'officer-corrections')
  })

  test(`at ${width} px a bank’s head office sees the usage of its branches rolled up`, async () => {
    await using page = await openPage(width, await signedIn('head-a'))
    await page.goto('/institution')
    await page.getByRole('button', { name: /收起 演示银行甲/ }).waitFor()
    await page.getByRole('button', { name: /展开 演示银行甲深圳分行/ }).click()
    await look(page, 'institution-usage')
  })
}

/** A firm that no other journey knows. */
const own_firm = '91440300QX0000077P'

// Codes with a wrong check digit, one a width.
const mistyped_codes: Readonly<Record<number, string>> = {
  360: '91440300QX0001029A',
  1280: '91440300QX00010209',
}

/** A delivery of one file under a name of its own, loaded; the file goes when the test ends. */
async function delivered(dataset: string, width: number, text: string, source?: string) {
  const folder = mkdtempSync(join(tmpdir(), 'xinqiao-delivery-'))
  const name = `${source ?? dataset}-${width}.csv`
  writeFileSync(join(folder, name), text)
  const of = source === undefined ? [] : ['--source', source]
  await xinqiao((await bureau()).data, 'ingest', join(folder, name), '--dataset', dataset, ...of)
  return { name, [Symbol.asyncDispose]: async () => rmSync(folder, { recursive: true, force: true }) }
}
