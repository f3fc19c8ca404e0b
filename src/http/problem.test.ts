import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '#kernel'
import { problemOf, refusalOfFramework } from './problem.ts'

test('a refusal becomes problem details with its code, and its details never hide them', () => {
  const refusal = new Refusal('scope_not_covered', 'forbidden', 'the consent lacks {missing}', {
    missing: 'a, b',
    status: 9,
  })
  assert.deepEqual(problemOf(refusal), {
    type: 'urn:xinqiao:problem:scope_not_covered',
    title: 'Forbidden',
    status: 403,
    code: 'scope_not_covered',
    detail: 'the consent lacks a, b',
    missing: 'a, b',
  })
})

test('what the framework refuses has a code of ours, and a bug has none', () => {
  const error = Object.assign(new Error('body/uscc must be string'), { validation: [{}], statusCode: 400 })
  assert.equal(refusalOfFramework(error)?.code, 'request_invalid')
  assert.equal(
    refusalOfFramework(Object.assign(new Error('x'), { statusCode: 400 }))?.code,
    'request_malformed',
  )
  assert.equal(refusalOfFramework(new TypeError('x')), null)
})
