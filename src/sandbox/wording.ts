import { between, diceOf, nth, pick } from './chance.ts'

/** What every file and folder of the city says of itself. */
export const notice = '模拟数据'

/** A district of Shenzhen with its code of GB/T 2260. */
export interface District {
  readonly region_code: string
  readonly name: string
}

/** The districts; one that stands more often has more firms. */
export const districts: readonly District[] = [
  ...Array<District>(4).fill({ region_code: '440305', name: '南山区' }),
  ...Array<District>(4).fill({ region_code: '440306', name: '宝安区' }),
  ...Array<District>(3).fill({ region_code: '440307', name: '龙岗区' }),
  ...Array<District>(3).fill({ region_code: '440304', name: '福田区' }),
  ...Array<District>(2).fill({ region_code: '440309', name: '龙华区' }),
  { region_code: '440303', name: '罗湖区' },
  { region_code: '440308', name: '盐田区' },
  { region_code: '440310', name: '坪山区' },
  { region_code: '440311', name: '光明区' },
]

const first = [
  ...'云海明天智创信达华鼎汇金宏远博雅嘉德恒瑞启航星辰卓越联合众诚盛世百川千山万里新纪元光年正道同心安泰力行思源',
]
const second = [
  ...'帆科腾飞翔宇通达联创合众诚信义和顺昌隆兴旺盛丰裕泰安康宁平静远博深厚德载物润泽江河湖海山岳峰林森木青禾苗穗果实',
]
const third = [...'达源盛美佳优尚品景程业基石桥梁舟楫灯塔书墨弦歌雨露霜雪松柏梅兰竹菊荷莲鹤鹿鸿燕']
const surnames = [...'陈林黄李王张刘吴周郑许蔡何罗梁谢宋唐邓冯曾彭萧蒋']
const given = [...'安宁平和清明朗远志成业勤俭恒久长青松柏荣华茂盛新知行止言语']
const streets = ['示例一路', '示例二路', '示例大道', '示例中路', '示例工业路', '示例科苑路']
const buildings = ['示例大厦', '示例科技园', '示例工业区', '示例广场', '示例创新中心']

const pairs = first.length * second.length

// 7,919 is prime, so the numbers below the product of the three lengths are only put in another order.
/** The 字号 of a number: no two numbers share one. */
export function tradeNameOf(number: number): string {
  const total = pairs * third.length
  const place = (number * 7_919) % total
  const again = number < total ? '' : `${Math.floor(number / total)}号`
  const rest = Math.floor(place / first.length)
  return nth(first, place) + nth(second, rest) + nth(third, Math.floor(rest / second.length)) + again
}

/** A person's name that is plainly made up: 示 stands in the middle. */
export function personOf(number: number): string {
  const dice = diceOf(number, 71)
  return `${pick(dice, surnames)}示${pick(dice, given)}`
}

/** An address that is plainly made up; each move gives another. */
export function addressOf(number: number, moves: number, district: District): string {
  const dice = diceOf(number, moves, 73)
  const street = `${pick(dice, streets)}${between(dice, 1, 98)}号`
  const room = between(dice, 1, 28) * 100 + between(dice, 1, 24)
  return `深圳市${district.name}${street}${pick(dice, buildings)}${room}室`
}
