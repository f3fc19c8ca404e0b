import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  foldName,
  lexiconOf,
  makeNameIndex,
  parseName,
  rankNames,
  readNameWords,
  readResolveRules,
} from '#identity'

export interface ResolveQuestion {
  readonly names: number
}

export interface ResolveResult {
  readonly bench: 'resolve'
  readonly scale: number
  /** Matches a second of processor time, all threads counted. */
  readonly figure: number
  readonly unit: 'matches/s'
  /** Matches a second by the clock on the wall: less where the cores are shared with other work. */
  readonly per_wall_second: number
  readonly latency_ms_p50: number
  readonly latency_ms_p99: number
  /** Matches a second where only the index is asked and nothing is scored. */
  readonly limit: number
  readonly ratio: number
  readonly goal: string
  readonly holds: boolean
  /** The share of the questions whose first answer is who was meant, by how the name was spoilt. */
  readonly found_ratio: Readonly<Record<string, number>>
  readonly build_seconds: number
  readonly index_mb: number
  readonly longest_slice_ms: number
}

const goal = { matches_per_s: 2000, latency_ms_p99: 5 }
const region_dir = 'regions/shenzhen'
const asked_n = 6000
// Characters of registered brands, the commonest first: drawn by Zipf's law, so that brands collide as real ones do.
const brand_characters =
  '华信达创盛鑫泰恒源金鸿宏兴安天诚顺丰德嘉利和美博瑞新东方海龙飞腾中正大富康益隆通联合力科星辉光明亿万佳宝凯尔欣荣悦雅思维智云数优品汇聚众成立业永久长远航宇宙晨曦朝阳春秋冬夏梅兰竹菊松柏桐枫林森木石玉珠翠凤凰麒麟虎豹鹰雁鹏程锦绣山河江湖洋波涛浪潮润泽沐霖雨露霜雪冰晶莹洁纯净清风'
const trades =
  '科技 贸易 实业 电子 网络科技 物流 餐饮管理 投资发展 五金制品 服装 信息技术 供应链 文化传播 建筑工程 咨询 广告 智能科技 生物科技 进出口 塑胶'.split(
    ' ',
  )
const prefixes = ['深圳市', '深圳市', '深圳市', '深圳', '', '深圳市南山区', '广东', '东莞市']
const ends = [
  '有限公司',
  '有限公司',
  '有限公司',
  '有限公司',
  '股份有限公司',
  '有限公司深圳分公司',
  '厂',
  '店',
]

/** Whether a name is found among millions of names, how fast, and what the index takes. */
export async function resolveBench({ names }: ResolveQuestion): Promise<ResolveResult> {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(region_dir, file), 'utf8'))
  const lexicon = lexiconOf(readNameWords(read('name-words.json'), 'name-words.json'))
  const rules = readResolveRules(read('resolve.json'), 'resolve.json')
  const started = performance.now()
  const maker = makeNameIndex(lexicon)
  for (let enterprise_id = 1; enterprise_id <= names; enterprise_id++) {
    const name = nameOf(enterprise_id)
    maker.add({ enterprise_id, name, is_former: false, region_code: null, established_on: null })
  }
  let [slice_began, longest_slice_ms] = [performance.now(), 0]
  const index = await maker.finish(async () => {
    longest_slice_ms = Math.max(longest_slice_ms, performance.now() - slice_began)
    await new Promise((done) => setImmediate(done))
    slice_began = performance.now()
  })
  const build_seconds = (performance.now() - started) / 1000
  const questions = Array.from({ length: asked_n }, (_, place) => questionOf(place, names))
  const rank = (name: string) =>
    rankNames(
      index,
      { parts: parseName(name, lexicon), region_code: null, established_on: null },
      lexicon,
      rules,
    )
  for (const { name } of questions.slice(0, 500)) rank(name)
  const sieved = process.cpuUsage()
  for (const { name } of questions) index.near(parseName(name, lexicon), rules.sieve.value)
  const sieving = process.cpuUsage(sieved)
  const limit = questions.length / ((sieving.user + sieving.system) / 1e6)
  const latencies: number[] = []
  const found: Record<string, readonly [number, number]> = {}
  const asked = performance.now()
  const used = process.cpuUsage()
  for (const { name, meant, how } of questions) {
    const began = performance.now()
    const [first] = rank(name)
    latencies.push(performance.now() - began)
    const [hits, all] = found[how] ?? [0, 0]
    found[how] = [hits + Number(first?.name === foldName(meant)), all + 1]
  }
  const { user, system } = process.cpuUsage(used)
  const figure = questions.length / ((user + system) / 1e6)
  const per_wall_second = questions.length / ((performance.now() - asked) / 1000)
  latencies.sort((one, other) => one - other)
  const percentile = (share: number): number => latencies[Math.floor(latencies.length * share)] ?? 0
  return {
    bench: 'resolve',
    scale: names,
    figure,
    unit: 'matches/s',
    per_wall_second,
    latency_ms_p50: percentile(0.5),
    latency_ms_p99: percentile(0.99),
    limit,
    ratio: figure / limit,
    goal: `at least ${goal.matches_per_s} matches/s on one core, p99 at most ${goal.latency_ms_p99} ms`,
    holds: figure >= goal.matches_per_s && percentile(0.99) <= goal.latency_ms_p99,
    found_ratio: Object.fromEntries(Object.entries(found).map(([how, [hits, all]]) => [how, hits / all])),
    build_seconds,
    index_mb: index.bytes / 1e6,
    longest_slice_ms,
  }
}

/** The name of a made-up firm; the same number has the same name in every run. */
function nameOf(number: number): string {
  const chance = chanceOf(number)
  const length = chance() < 0.7 ? 2 : chance() < 0.8 ? 3 : 4
  const brand = Array.from({ length }, () => characterBy(chance())).join('')
  return `${pick(prefixes, chance())}${brand}${pick(trades, chance() ** 1.5)}${pick(ends, chance())}`
}

// Half of the firms share the first hundred characters; the rest draw on 3,000 others.
function characterBy(chance: number): string {
  if (chance < 0.5) return pick([...brand_characters], (chance * 2) ** 2)
  return String.fromCharCode(0x4e00 + Math.floor((chance - 0.5) * 2 * 3000) * 6)
}

/** A name as someone asks for it: as it stands, in part, or with one character wrong. */
function questionOf(place: number, names: number): { name: string; meant: string; how: string } {
  const chance = chanceOf(-place - 1)
  const meant = nameOf(1 + Math.floor(chance() * names))
  switch (place % 3) {
    case 0:
      return { name: meant, meant, how: 'as it stands' }
    case 1:
      return { name: meant.replace(/^深圳市?/, ''), meant, how: 'without its place' }
    default: {
      const at = meant.replace(/^深圳市?/, '').length
      const slip = meant.length - at + 1
      return {
        name: `${meant.slice(0, slip)}${characterBy(chance())}${meant.slice(slip + 1)}`,
        meant,
        how: 'with one character wrong',
      }
    }
  }
}

function pick<Item>(items: readonly Item[], chance: number): Item {
  const item = items[Math.floor(chance * items.length)]
  if (item === undefined) throw new Error('chance is below one')
  return item
}

// Mulberry32: the same numbers on every machine.
function chanceOf(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
