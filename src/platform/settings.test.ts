import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSettings } from '#platform'

test('with nothing set, everything lives under ./data and the region is Shenzhen', () => {
  const settings = readSettings({})
  assert.match(settings.data_dir, /\/data$/)
  assert.equal(settings.keys_dir, `${settings.data_dir}/keys`)
  assert.equal(settings.region, 'shenzhen')
  assert.equal(settings.digest_suite, 'gm')
  assert.equal(settings.port, 8600)
})

test('regions may stand outside the package', () => {
  assert.equal(readSettings({ XINQIAO_REGIONS_DIR: '/r', XINQIAO_REGION: 'foshan' }).region_dir, '/r/foshan')
})

test('an option goes before the environment, and zero is a port', () => {
  const settings = readSettings({ PORT: '9000', XINQIAO_DATA: '/a' }, { data: '/b', port: '0' })
  assert.equal(settings.port, 0)
  assert.equal(settings.data_dir, '/b')
})

for (const [name, value] of [
  ['PORT', '65536'],
  ['PORT', 'x'],
  ['PORT', '-1'],
  ['XINQIAO_SUITE', 'md5'],
  ['XINQIAO_MEMORY', '3'],
  ['XINQIAO_REGION', '../etc'],
  ['RATE_LIMIT', ''],
  ['FRONT_END_HRSS', 'hrss.example:5432'],
  ['PULL_TAX', 'tax.example:8080'],
  ['TRUST_PROXY', '11'],
  ['TRUST_PROXY', 'yes'],
] as const) {
  test(`${name}=${JSON.stringify(value)} stops the start with its name`, () => {
    assert.throws(() => readSettings({ [name]: value }), {
      code: 'setting_invalid',
      message: new RegExp(`^${name} `),
    })
  })
}

test('the address of a front-end database stands under its source, and is not told where it is wrong', () => {
  const address = 'mysql://reader:secret@hrss.example/gx'
  assert.deepEqual(readSettings({ FRONT_END_HRSS: address }).front_ends, { hrss: address })
  assert.throws(
    () => readSettings({ FRONT_END_HRSS: 'oracle://reader:secret@hrss.example' }),
    (error: Error) => !error.message.includes('secret'),
  )
})

test('where a source is asked stands under its id', () => {
  assert.deepEqual(readSettings({ PULL_TAX: 'http://tax.example/' }).pulls, { tax: 'http://tax.example/' })
})
