import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#kernel'
import { type Definitions, readDefinitions } from '../definitions.ts'
import { examine } from './examine.ts'

const region = readDefinitions('regions/shenzhen')
const today = day('2026-11-23')

const withDataset = (
  id: string,
  change: (dataset: Definitions['datasets'][number]) => Definitions['datasets'][number],
): Definitions => ({
  ...region,
  datasets: region.datasets.map((dataset) => (dataset.id === id ? change(dataset) : dataset)),
})

const withField = (id: string, field: string, change: object): Definitions =>
  withDataset(id, (dataset) => ({
    ...dataset,
    fields: dataset.fields.map((each) => (each.id === field ? { ...each, ...change } : each)),
  }))

const withoutKey = <Whole extends object>(whole: Whole, key: keyof Whole): Whole =>
  Object.fromEntries(Object.entries(whole).filter(([name]) => name !== key)) as Whole // a key that may be missing

const withProduct = (change: Partial<Definitions['products'][number]>): Definitions => ({
  ...region,
  products: region.products.map((product) => (product.id === 'P01' ? { ...product, ...change } : product)),
})

const facts = (dataset: string, field: string) => [
  {
    id: 'facts',
    name: { zh: '事实', en: 'Facts' },
    kind: 'facts' as const,
    facts: [{ dataset, fields: [field] }],
  },
]

test('the region is lawful and sound, and every dataset of it is read', () => {
  assert.deepEqual(examine(region, today).findings, [])
})

test('what drafts alone read is told apart', () => {
  const { read_by_drafts } = examine(region, today)
  assert.ok(read_by_drafts.includes('fin_feedback'))
  assert.ok(!read_by_drafts.includes('ss_headcount_monthly'))
})

for (const [what, changed, code, place, said] of [
  [
    'a column of religion',
    withField('reg_key_person', 'name', { name: { zh: '宗教信仰', en: 'x' } }),
    'column_forbidden',
    'datasets/reg_key_person.json name',
    '法律禁止采集宗教信仰',
  ],
  [
    'a mapped column of blood types',
    {
      ...region,
      sources: region.sources.map((source) => ({
        ...source,
        ...(source.columns === undefined
          ? {}
          : {
              columns: {
                ...source.columns,
                fields: { ...source.columns.fields, name: { from: '血型', as: 'text' as const } },
              },
            }),
      })),
    },
    'column_forbidden',
    'sources/guangdong_registry.json name',
    '法律禁止采集血型',
  ],
  [
    'a purpose that is not registered',
    withField('ss_headcount_monthly', 'insured_n', { purpose: 'advertising' }),
    'purpose_unregistered',
    'datasets/ss_headcount_monthly.json insured_n',
    '用途 advertising 未在 purposes.json 登记',
  ],
  [
    'a number without a unit',
    withField('jud_execution', 'amount', { unit: undefined }),
    'unit_missing',
    'datasets/jud_execution.json amount',
    '数值字段缺少单位',
  ],
  [
    'a value without a label',
    withField('jud_execution', 'status', { values: ['open', 'closed', 'lost'] }),
    'label_missing',
    'datasets/jud_execution.json status',
    '取值 lost 缺少名称',
  ],
  [
    'an authority that there is not',
    withDataset('jud_execution', (dataset) => ({ ...dataset, authorities: ['the_king'] })),
    'authority_unknown',
    'datasets/jud_execution.json',
    '没有机关 the_king',
  ],
  [
    'a grain that is no field',
    withDataset('jud_execution', (dataset) => ({ ...dataset, grain: ['number'] })),
    'field_unknown',
    'datasets/jud_execution.json',
    'jud_execution 没有字段 number',
  ],
  [
    'an event without its day',
    withDataset('adm_commitment', (dataset) => withoutKey(dataset, 'event_on')),
    'kind_unsound',
    'datasets/adm_commitment.json',
    '类型 event 缺少 event_on',
  ],
  [
    'a product that shows a field that there is not',
    withProduct({ sections: facts('jud_execution', 'mood') }),
    'field_unknown',
    'products/P01.json',
    'jud_execution 没有字段 mood',
  ],
  [
    'a product of a dataset that there is not',
    withProduct({ datasets: ['weather'] }),
    'dataset_unknown',
    'products/P01.json',
    '没有数据集 weather',
  ],
  [
    'a formula over a field that there is not',
    {
      ...region,
      symbols: region.symbols.map((symbol) => (symbol.id === 'H' ? { ...symbol, row: 'mood' } : symbol)),
    },
    'formula_unsound',
    'indicators',
    'unknown_field',
  ],
  [
    'a dataset that nobody has a contract for',
    { ...region, sources: region.sources.filter(({ id }) => id !== 'court') },
    'source_none',
    'datasets/jud_execution.json',
    '没有任何数据源',
  ],
  [
    'a source whose review is over',
    {
      ...region,
      sources: region.sources.map((source) => ({
        ...source,
        contract: { ...source.contract, review_until: '2026-11-22' },
      })),
    },
    'source_review_over',
    'datasets/jud_execution.json',
    '数据源 court 的审查已过期',
  ],
  [
    'a source of a dataset that there is not',
    { ...region, sources: region.sources.map((source) => ({ ...source, datasets: ['weather'] })) },
    'dataset_unknown',
    'sources/court.json',
    '没有数据集 weather',
  ],
  [
    'a dataset that nothing reads',
    {
      ...region,
      datasets: [
        ...region.datasets,
        ...region.datasets.slice(0, 1).map((dataset) => ({ ...dataset, id: 'weather' })),
      ],
    },
    'dataset_unread',
    'datasets/weather.json',
    '没有任何指标',
  ],
] as const) {
  test(`${what} is found: ${code}`, () => {
    const found = examine(changed, today).findings.filter(
      (each) => each.code === code && each.place === place,
    )
    assert.equal(found.length, 1)
    assert.ok(found[0]?.text.zh.includes(said), found[0]?.text.zh)
  })
}

test('the readers of a dataset are the files that name it, those of its accounts among them', () => {
  const { readers } = examine(region, today)
  assert.ok(readers.ss_headcount_monthly?.includes('products/P08.json'))
  assert.ok(readers.ss_headcount_monthly?.includes('indicators/WF001.json'))
})
