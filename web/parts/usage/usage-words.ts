import { words } from '../../util/words.ts'

/** The words of an institution's usage. */
words('usage', {
  zh: {
    title: '机构用量',
    month: '月份',
    table: '本机构及下级的用量与费用,按月累计到上级',
    name: '机构与产品',
    queries: '查询次数',
    hits: '命中次数',
    units: '计费单位',
    amount: '费用(元)',
    none: '这个月没有查询。',
    open: '展开 {{name}}',
    close: '收起 {{name}}',
    rolled_up: '每个机构的数字包含其下级;没有命中不计费。',
  },
  en: {
    title: 'Usage',
    month: 'Month',
    table: 'Usage and cost of the institution and those below it, rolled up by month',
    name: 'Institution and product',
    queries: 'Queries',
    hits: 'Hits',
    units: 'Units billed',
    amount: 'Cost (CNY)',
    none: 'Nothing was queried in this month.',
    open: 'Open {{name}}',
    close: 'Close {{name}}',
    rolled_up: 'An institution’s figures include those below it; what did not hit is not billed.',
  },
})
