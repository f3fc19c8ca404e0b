import type { DatasetDefinition } from '#sources'

type Field = DatasetDefinition['fields'][number]

const shares_and_offices = ['reg_shareholder', 'reg_key_person']

/**
 * What the graph tells of an enterprise, in the shape of datasets of states, so that formulas read it as they read any
 * other; apart by what they are drawn from, for each is covered where that is. Nobody delivers them: the rows of all
 * stand in one temporary table of the session that asks (`graphFigures`).
 */
export const figure_datasets: readonly DatasetDefinition[] = [
  figures('graph_kinship', '关联与控制', 'Kinship and control', [
    figure('related_n', 'integer', '个', '关联企业数', 'Related enterprises'),
    figure('controlled_n', 'integer', '个', '实控人控制企业数', 'Enterprises of its controller'),
  ]),
  figures('graph_risk', '关联风险', 'Risk of related enterprises', [
    figure('related_negative_n', 'integer', '个', '有负面的关联企业数', 'Related enterprises with negatives'),
    figure('one_hop_dishonest', 'integer', '0/1', '一跳内失信', 'A direct link is dishonest'),
    figure('contagion_score', 'decimal', '分', '传导风险分', 'Contagion score'),
  ]),
  figures('graph_execution', '法代与大股东涉执', 'Executions of representatives and holders', [
    figure(
      'holder_execution',
      'integer',
      '0/1',
      '法代或大股东被执行',
      'Representative or holder under execution',
    ),
  ]),
  figures('graph_guarantee', '对外担保', 'Guarantees', [
    figure('guarantee_circle', 'integer', '0/1', '在担保圈内', 'Stands in a guarantee circle'),
    figure('guaranteed_amount', 'decimal', '万元', '对外担保余额', 'Guarantees given'),
  ]),
  figures('graph_address', '同址企业', 'Enterprises at one address', [
    figure('same_address_n', 'integer', '个', '同址在营企业数', 'Active enterprises at its address'),
    figure('crowded_address', 'integer', '0/1', '地址聚集', 'Its address is crowded'),
  ]),
]

const sources: Readonly<Record<string, readonly string[]>> = {
  graph_kinship: shares_and_offices,
  graph_risk: [...shares_and_offices, 'jud_dishonest', 'jud_restriction', 'adm_list'],
  graph_execution: [...shares_and_offices, 'jud_execution'],
  graph_guarantee: ['reg_guarantee_public'],
  graph_address: ['reg_entity_base'],
}

/** The datasets that one of the graph's is drawn from; null of any other dataset. */
export function drawnFrom(dataset_id: string): readonly string[] | null {
  return sources[dataset_id] ?? null
}

function figures(id: string, zh: string, en: string, fields: readonly Field[]): DatasetDefinition {
  return {
    ...{ id, name: { zh, en }, theme: 'registry', kind: 'state', grain: [], frequency: 'daily' },
    ...{
      authorities: [],
      basis: 'public',
      legal_basis: 'public',
      pi_class: 'none',
      level: 2,
      delivery: 'bulk',
    },
    acquisition_channel: 'public_government',
    retention: { value: { years: 1 }, source: '[P] drawn at each question and not kept' },
    freshness_days: { value: 1, source: '[P] drawn at each question' },
    fields: [...fields],
  }
}

function figure(id: string, type: 'integer' | 'decimal', unit: string, zh: string, en: string): Field {
  return {
    ...{ id, name: { zh, en }, type, unit },
    ...{ required: false, pi_class: 'none', purpose: 'credit_assessment' },
  }
}
