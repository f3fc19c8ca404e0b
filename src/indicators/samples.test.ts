import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { computeToFile, planIndicators, readIndicator, readSymbols, statementAt } from '#indicators'
import { sampleWorld, shenzhen, writeWorld } from '#indicators/testing'
import { instant } from '#kernel'
import { bind } from '#sql'
import { openDuckDb } from '#warehouse'

const folder = join(import.meta.dirname, 'samples')
const shenzhens = shenzhen()

for (const name of readdirSync(folder)) {
  test(`sample ${name}: its SQL, and what it comes to`, async () => {
    const sample = join(folder, name)
    const json = (file: string) => JSON.parse(readFileSync(join(sample, file), 'utf8'))
    const indicators = (json('indicator.json') as unknown[]).map((each) => readIndicator(each, name))
    const symbols = existsSync(join(sample, 'symbols.json'))
      ? readSymbols({ symbols: json('symbols.json') }, name)
      : shenzhens.symbols
    const plan = planIndicators({ ...shenzhens, symbols, indicators })
    const facts = json('facts.json')
    await using warehouse = await openDuckDb({ file: ':memory:' })
    await writeWorld(warehouse, sampleWorld(facts, shenzhens.datasets), shenzhens.datasets)
    const question = { as_of: instant(facts.as_of) }
    const statement = await statementAt(warehouse, plan, question)
    await warehouse.check(statement)
    expectText(join(sample, 'expected.sql'), `${bind(statement).text}\n`)
    const out = mkdtempSync(join(tmpdir(), 'xinqiao-'))
    await computeToFile(warehouse, plan, question, { file: join(out, 'answer.csv'), flags: true })
    expectText(join(sample, 'expected.csv'), readFileSync(join(out, 'answer.csv'), 'utf8'))
    rmSync(out, { recursive: true })
  })
}

/** `UPDATE=1` writes what there is; read the diff. */
function expectText(file: string, found: string): void {
  if (process.env.UPDATE === '1') writeFileSync(file, found)
  assert.equal(found, readFileSync(file, 'utf8'), file)
}
