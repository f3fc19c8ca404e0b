import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bind, empty, ident, join, literal, sql } from '#sql'

test('a value becomes a parameter and a part becomes text, in order', () => {
  const where = sql`stat_month = ${24_311} AND uscc = ${'x'}`
  assert.deepEqual(bind(sql`SELECT ${1} FROM ${ident('facts', 'a"b')} WHERE ${where} LIMIT ${5}`), {
    text: 'SELECT $1 FROM "facts"."a""b" WHERE stat_month = $2 AND uscc = $3 LIMIT $4',
    values: [1, 24_311, 'x', 5],
  })
})

test('parts are joined, and none of them is nothing', () => {
  assert.equal(bind(join([ident('a'), literal("it's"), literal(3)])).text, `"a", 'it''s', 3`)
  assert.equal(bind(join([])).text, '')
  assert.equal(bind(sql`a${empty}b`).text, 'ab')
})
