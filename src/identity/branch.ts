import type { Lexicon } from './lexicon.ts'

const part_of_chain =
  /(?:第[一二三四五六七八九十百\d]+)?(?:分(?:店|社|厂|行|部|所|院|校|站|中心|公司)|支行|号店)$/u
const numbered = /第[一二三四五六七八九十百\d]+(?:店|部|厂|门市部|经营部|营业部|药店|药房|公司)$/u
const bracketed_shop = /\([^()]+店\)$/u
const only_brackets = /^(?:\([^()]*\))+$/u
const shop_ends = /[店馆厂行铺坊社吧屋楼部房]$/u

/** Where the part of a folded name begins that names a branch; the length of the name where there is none. */
export function branchPlace(name: string, lexicon: Lexicon): number {
  const after_head = afterHead(name, lexicon.head)
  if (after_head !== null && isBranch(name.slice(after_head))) return after_head
  if (after_head !== null) return name.length
  const bank = /^.*?(?:银行|信用社)(?=.)/u.exec(name)?.[0].length ?? 0
  if (bank > 0 && lexicon.branch_ends.atEnd(name, name.length) > 0) return bank
  const shop = bracketed_shop.exec(name) ?? numbered.exec(name) ?? part_of_chain.exec(name)
  if (shop === null || shop.index < 2) return name.length
  return afterShop(name, shop.index)
}

// Of 有限公司深圳分公司 the first form counts; 分公司 is a branch and no head.
function afterHead(name: string, head: RegExp): number | null {
  const found = head.exec(name)
  return found === null ? null : found.index + found[0].length
}

function isBranch(rest: string): boolean {
  return rest !== '' && (!only_brackets.test(rest) || bracketed_shop.test(rest))
}

// 李记面馆南山分店: the branch begins after the shop, not at its last word.
function afterShop(name: string, at: number): number {
  for (let to = at; to >= 3; to--) if (shop_ends.test(name.slice(0, to))) return to
  return at
}
