import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { flags, marks } from '#indicators'
import { faultText, readWords, stages, stageText } from './words.ts'

const words = readWords(JSON.parse(readFileSync('regions/shenzhen/words.json', 'utf8')), 'words.json')

test('every flag, mark and stage has words of its own', () => {
  assert.deepEqual(
    words.flags.map(({ flag }) => flag),
    flags,
  )
  assert.deepEqual(
    words.marks.map(({ mark }) => mark),
    marks,
  )
  assert.deepEqual(
    stages.map((stage) => stageText(words, stage).en),
    ['Loading', 'Refreshing profiles', 'Replaying quarantine'],
  )
})

test('a fault has words of its own, and one without goes by its code', () => {
  for (const { code } of words.faults) assert.notEqual(faultText(words, code).zh, code)
  assert.deepEqual(faultText(words, 'unheard_of'), { zh: 'unheard_of', en: 'unheard_of' })
})
