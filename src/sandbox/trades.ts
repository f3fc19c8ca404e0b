/** How a year goes by: the twelve months against the mean month. */
export type Season = readonly number[]

/** A trade: its class of GB/T 4754-2017, the word in a firm's name, and what is usual in it. */
export interface Trade {
  readonly industry_class: string
  readonly word: string
  readonly scope: string
  /** Average pay base of a month, 元. */
  readonly pay_cny: number
  /** Sales of a year by head, 元. */
  readonly sales_cny: number
  /** Share of the staff that leaves in a usual month. */
  readonly turnover_ratio: number
  readonly vat_ratio: number
  readonly export_ratio: number
  readonly season: Season
}

const even: Season = [1, 0.8, 1.05, 1, 1, 1.05, 1, 1, 1.05, 0.95, 1.02, 1.08]
const factory: Season = [0.95, 0.55, 0.95, 1, 1.02, 1.05, 1.05, 1.1, 1.15, 1.05, 1.1, 1.03]
const shop: Season = [1.2, 0.9, 0.9, 0.92, 1, 1.02, 0.98, 0.98, 1.02, 1.08, 1.05, 0.95]
const project: Season = [0.7, 0.5, 0.9, 0.95, 0.98, 1.1, 0.9, 0.95, 1.1, 0.95, 1.15, 1.82]

function trade(
  [industry_class, word, scope]: readonly [string, string, string],
  [pay_cny, sales_cny, turnover_ratio]: readonly [number, number, number],
  [vat_ratio, export_ratio]: readonly [number, number],
  season: Season,
): Trade {
  return {
    ...{ industry_class, word, scope, pay_cny, sales_cny, turnover_ratio },
    ...{ vat_ratio, export_ratio, season },
  }
}

/** The trades of companies; one that stands twice is twice as common. */
export const company_trades: readonly Trade[] = [
  trade(['I6513', '科技', '应用软件开发'], [15_800, 620_000, 0.028], [0.06, 0.05], project),
  trade(['I6513', '软件', '应用软件开发'], [16_500, 580_000, 0.027], [0.06, 0.04], project),
  trade(['I6531', '信息技术', '信息系统集成服务'], [13_600, 760_000, 0.026], [0.06, 0], project),
  trade(['I6429', '网络科技', '互联网其他信息服务'], [12_400, 640_000, 0.038], [0.06, 0], even),
  trade(['I6520', '微电子', '集成电路设计'], [19_800, 1_350_000, 0.02], [0.06, 0.2], even),
  trade(['C3922', '通信', '通信终端设备制造'], [8_900, 980_000, 0.042], [0.13, 0.35], factory),
  trade(['C3912', '电子', '计算机零部件制造'], [8_200, 860_000, 0.045], [0.13, 0.3], factory),
  trade(['C3982', '电路', '电子电路制造'], [8_000, 720_000, 0.046], [0.13, 0.25], factory),
  trade(['C2929', '塑胶', '塑料零件及其他塑料制品制造'], [7_100, 520_000, 0.05], [0.13, 0.15], factory),
  trade(['C3525', '模具', '模具制造'], [8_600, 560_000, 0.036], [0.13, 0.12], factory),
  trade(['C3360', '表面处理', '金属表面处理及热处理加工'], [7_300, 480_000, 0.048], [0.13, 0], factory),
  trade(['F5179', '电子贸易', '其他机械设备及电子产品批发'], [8_400, 2_600_000, 0.03], [0.13, 0.1], even),
  trade(['F5193', '供应链', '互联网批发'], [8_800, 3_100_000, 0.032], [0.13, 0.08], even),
  trade(['F5292', '电子商务', '互联网零售'], [8_600, 1_700_000, 0.042], [0.13, 0.25], shop),
  trade(['F5191', '再生资源', '再生物资回收与批发'], [6_200, 1_500_000, 0.03], [0.13, 0], even),
  trade(['G5431', '物流', '普通货物道路运输'], [7_400, 540_000, 0.04], [0.09, 0], factory),
  trade(['L7251', '广告传媒', '互联网广告服务'], [10_200, 700_000, 0.038], [0.06, 0], even),
  trade(['L7211', '企业管理', '企业总部管理'], [11_500, 520_000, 0.024], [0.06, 0], even),
  trade(['M7452', '检测', '检测服务'], [11_000, 430_000, 0.022], [0.06, 0], even),
  trade(['M7484', '工程设计', '工程设计活动'], [13_200, 480_000, 0.022], [0.06, 0], project),
  trade(['E5011', '装饰工程', '公共建筑装饰和装修'], [7_600, 650_000, 0.036], [0.09, 0], project),
  trade(['E4910', '机电安装', '电气安装'], [8_100, 600_000, 0.033], [0.09, 0], project),
  trade(['K7020', '物业管理', '物业管理'], [6_300, 190_000, 0.036], [0.06, 0], even),
  trade(['N7820', '环境服务', '环境卫生管理'], [5_600, 170_000, 0.034], [0.06, 0], even),
  trade(['H6210', '餐饮管理', '正餐服务'], [6_000, 260_000, 0.06], [0.06, 0], shop),
]

/** The trades of sole proprietors. */
export const proprietor_trades: readonly Trade[] = [
  trade(['H6291', '面馆', '小吃服务'], [4_600, 190_000, 0.045], [0.06, 0], shop),
  trade(['H6210', '餐馆', '正餐服务'], [4_700, 210_000, 0.05], [0.06, 0], shop),
  trade(['F5213', '便利店', '便利店零售'], [4_300, 420_000, 0.035], [0.13, 0], shop),
  trade(['F5292', '网店', '互联网零售'], [4_800, 520_000, 0.04], [0.13, 0], shop),
  trade(['O8040', '理发店', '理发及美容服务'], [4_900, 160_000, 0.05], [0.06, 0], shop),
  trade(['O8111', '汽修店', '汽车修理与维护'], [5_300, 240_000, 0.035], [0.13, 0], even),
]

/** The trade of farmers' co-operatives. */
export const cooperative_trade: Trade = trade(
  ['A0141', '蔬菜', '蔬菜种植'],
  [4_200, 150_000, 0.03],
  [0.09, 0],
  shop,
)

/** The trade of agencies that insure other firms' people; only demo firms ply it. */
export const agency_trade: Trade = trade(
  ['L7263', '人力资源', '劳务派遣服务'],
  [5_900, 60_000, 0.03],
  [0.06, 0],
  even,
)

/** The trade of companies whose names carry this word. */
export function tradeCalled(word: string): Trade {
  const found = [...company_trades, ...proprietor_trades].find((one) => one.word === word)
  if (found === undefined) throw new Error(`no trade is called ${word}`)
  return found
}
