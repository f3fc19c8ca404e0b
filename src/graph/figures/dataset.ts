import type { DatasetDefinition } from '#sources'

type Field = DatasetDefinition['fields'][number]

/** From which datasets each figure is drawn: it is covered where all of them are. */
export const figure_sources: Readonly<Record<string, readonly string[]>> = {
  related_n: ['reg_shareholder', 'reg_key_person'],
  related_negative_n: ['reg_shareholder', 'reg_key_person', 'jud_dishonest', 'jud_restriction', 'adm_list'],
  controlled_n: ['reg_shareholder'],
  one_hop_dishonest: ['reg_shareholder', 'reg_key_person', 'jud_dishonest'],
  guarantee_circle: ['reg_guarantee_public'],
  guaranteed_amount: ['reg_guarantee_public'],
  same_address_n: ['reg_entity_base'],
  crowded_address: ['reg_entity_base'],
  contagion_score: ['reg_shareholder', 'reg_key_person', 'jud_dishonest', 'jud_restriction', 'adm_list'],
  holder_execution: ['reg_shareholder', 'reg_key_person', 'jud_execution'],
}

const fields: readonly Field[] = [
  figure('related_n', 'integer', '个', '关联企业数', 'Related enterprises'),
  figure('related_negative_n', 'integer', '个', '有负面的关联企业数', 'Related enterprises with negatives'),
  figure('controlled_n', 'integer', '个', '实控人控制企业数', 'Enterprises of its controller'),
  figure('one_hop_dishonest', 'integer', '0/1', '一跳内失信', 'A direct link is dishonest'),
  figure('guarantee_circle', 'integer', '0/1', '在担保圈内', 'Stands in a guarantee circle'),
  figure('guaranteed_amount', 'decimal', '万元', '对外担保余额', 'Guarantees given'),
  figure('same_address_n', 'integer', '个', '同址在营企业数', 'Active enterprises at its address'),
  figure('crowded_address', 'integer', '0/1', '地址聚集', 'Its address is crowded'),
  figure('contagion_score', 'decimal', '分', '传导风险分', 'Contagion score'),
  figure(
    'holder_execution',
    'integer',
    '0/1',
    '法代或大股东被执行',
    'Representative or holder under execution',
  ),
]

/**
 * What the graph tells of an enterprise, in the shape of a dataset of states, so that formulas read it as they read
 * any other. Nobody delivers it; its rows stand in a temporary table of the session that asks (`graphFigures`).
 */
export const figures_dataset: DatasetDefinition = {
  id: 'graph_figures',
  name: { zh: '图谱派生指标', en: 'Figures of the graph' },
  theme: 'registry',
  kind: 'state',
  grain: [],
  frequency: 'daily',
  authorities: [],
  basis: 'public',
  legal_basis: 'public',
  pi_class: 'none',
  acquisition_channel: 'public_government',
  retention: { value: { years: 1 }, source: '[P] drawn at each question and not kept' },
  level: 2,
  delivery: 'bulk',
  freshness_days: { value: 1, source: '[P] drawn at each question' },
  fields: [...fields],
}

function figure(id: string, type: 'integer' | 'decimal', unit: string, zh: string, en: string): Field {
  return {
    ...{ id, name: { zh, en }, type, unit },
    ...{ required: false, pi_class: 'none', purpose: 'credit_assessment' },
  }
}
