import assert from 'node:assert/strict'
import { test } from 'node:test'
import { join, sql } from '#sql'
import { openDuckDb } from '#warehouse'
import { addressKey } from './key.sql.ts'

const key = '南山区示例一路12号示例大厦A栋1204'

const written: readonly (readonly [address: string, key: string | null])[] = [
  ['深圳市南山区示例一路12号示例大厦A栋1204室', key],
  ['广东省深圳市南山区示例一路12号示例大厦A栋1204', key],
  [' 南山区 示例一路12号,示例大厦A栋1204房 ', key],
  ['深圳市南山区示例一路１２号示例大厦Ａ栋１２０４室', key],
  ['深圳市南山區示例一路12號示例大廈A棟1204室', key],
  ['深圳市南山区示例一路十二号示例大厦A栋1204单位', key],
  ['深圳市南山区示例一路12#示例大厦A幢1204室(入驻示例商务秘书有限公司)', key],
  ['深圳市南山区示例一路12号示例大厦A栋一二〇四室', key],
  ['深圳市南山区示例一路12号示例大厦A栋1205室', '南山区示例一路12号示例大厦A栋1205'],
  ['深圳市南山区示例大道二十三号5楼501', '南山区示例大道23号5楼501'],
  ['深圳市南山区示例大道五号二十层2001-A', '南山区示例大道5号20楼2001-A'],
  ['深圳市南山区示例科技园B-302', '南山区示例科技园B-302'],
  // A building, a floor or a house is no unit.
  ['深圳市南山区示例一路12号示例大厦', null],
  ['深圳市南山区示例一路12号示例大厦3楼', null],
  ['深圳市南山区示例一路12号', null],
  ['深圳市南山区示例一路12', null],
  ['', null],
]

test('addresses of one unit have one key, however they are written', async () => {
  await using warehouse = await openDuckDb({ file: ':memory:' })
  const rows = join(written.map(([address], at) => sql`(${at}, ${address})`))
  const keys = await warehouse.rows<{ key: string | null }>(sql`
    SELECT ${addressKey(sql`address`)} AS key FROM (VALUES ${rows}) AS written(n, address) ORDER BY n`)
  assert.deepEqual(
    keys.map((row, at) => [written[at]?.[0], row.key]),
    written,
  )
})

test('an address that is not known has no key', async () => {
  await using warehouse = await openDuckDb({ file: ':memory:' })
  const rows = await warehouse.rows(sql`SELECT ${addressKey(sql`CAST(NULL AS VARCHAR)`)} AS key`)
  assert.deepEqual(rows, [{ key: null }])
})
