import { literal, type Sql, sql } from '#sql'

/**
 * What two ways of writing one unit have in common: an address without spaces and signs, in narrow and simplified
 * letters, without the city before it and without notes behind it, numbers as digits, words for one thing alike. Null
 * where the address does not go down to a unit: of a house that a thousand firms share nothing follows.
 */
export function addressKey(address: Sql): Sql {
  const folded = steps.reduce<Sql>(
    (text, [pattern, by]) => sql`regexp_replace(${text}, ${literal(pattern)}, ${literal(by)}, 'g')`,
    sql`translate(upper(nfc_normalize(${address})), ${literal(odd)}, ${literal(plain)})`,
  )
  const numbered = digits.reduce<Sql>(
    (text, [word, digit]) =>
      sql`regexp_replace(${text}, ${literal(`${word}(${more}(?:${counted}))`)}, ${literal(`${digit}\\1`)}, 'g')`,
    folded,
  )
  const key = sql`regexp_replace(${numbered}, ${literal('(号房|室|房|铺|单位|号铺|号室)$')}, '')`
  return sql`CASE WHEN regexp_matches(${key}, ${literal(unit)}) AND NOT regexp_matches(${key}, ${literal(house)})
    THEN ${key} END`
}

const traditional = '區號樓層棟門園灣龍崗鹽華羅寶東廣廠場業莊鎮鄉澤聯濱創會國際開發雲錦麗馬興廈'
const simplified = '区号楼层栋门园湾龙岗盐华罗宝东广厂场业庄镇乡泽联滨创会国际开发云锦丽马兴厦'
const wide = '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ（）－—–#＃幢层'
const narrow = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ()---号号栋楼'
const odd = traditional + wide
const plain = simplified + narrow

// What a number counts in an address; a road may be called by one, so numbers before other words stay.
const counted = '楼|层|栋|座|单元|室|房|号|期'
const one_to_nine = '一二三四五六七八九'

// In this order: notes of several sites and of who forwards letters, signs, what stands before the district, tens.
const steps: readonly (readonly [string, string])[] = [
  ['\\((入驻|一照多址|集群|办公|仅限|另设)[^)]*\\)', ''],
  ['[\\s,，。.、;；:：()\\[\\]【】"“”\'/·]', ''],
  ['^中国', ''],
  ['^广东省?', ''],
  ['^深圳市?', ''],
  [`([${one_to_nine}])十([${one_to_nine}])(${counted})`, '\\1\\2\\3'],
  [`([${one_to_nine}])十(${counted})`, '\\10\\2'],
  [`十([${one_to_nine}])(${counted})`, '1\\1\\2'],
  [`十(${counted})`, '10\\1'],
]

const digits: readonly (readonly [string, number])[] = [
  ...[...one_to_nine].map((word, at) => [word, at + 1] as const),
  ...(['零', '〇'] as const).map((word) => [word, 0] as const),
]
const more = `[0-9${one_to_nine}零〇]{0,3}`

// A unit ends in its number; a number right behind a road is a house.
const unit = '[0-9][A-Z]?$|[A-Z][0-9]*-?[0-9]+$|[0-9]-[A-Z0-9]+$'
const house = '(路|街|道|巷|村|里|围|大道)[0-9]+$'
