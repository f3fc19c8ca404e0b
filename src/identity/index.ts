/**
 * Identity: which enterprise a record is about. Owns the codes that are known, the dense `enterprise_id` of each,
 * and which enterprise answers for which, so that merges and splits obey time and can be taken back.
 */

export { type KnownEnterprise, requireEnterprise } from './enterprises.sql.ts'
export { foldName } from './fold.ts'
export { admitStrangers, faulty_strangers, judgeStrangers } from './judge.sql.ts'
export { type Lexicon, lexiconOf } from './lexicon.ts'
export { code_marks } from './marks.ts'
export { membershipsAt, someMemberships, succeededSql } from './members.sql.ts'
export {
  checkMerge,
  checkSplit,
  type IdentityAct,
  listMerges,
  type Merge,
  mergeEnterprises,
  splitMerge,
} from './merges.sql.ts'
export { type NameParts, type Part, type Piece, parseName } from './name.ts'
export type { NameRow } from './name-columns.ts'
export { makeNameIndex, type NameIndex } from './name-index.ts'
export { type Candidate, rankNames } from './rank.ts'
export { type ResolveRules, ResolveRulesShape, readResolveRules } from './rules.ts'
export type { Reason, Sought } from './score.ts'
export { type Caution, cautionText } from './score-words.ts'
export { pinyinOf } from './sounds.ts'
export {
  checkSuccession,
  endSuccession,
  listSuccessions,
  recordSuccession,
  type Succession,
  standingSuccession,
} from './successions.sql.ts'
export { ensureIdentity } from './tables.sql.ts'
export { type NameWords, NameWordsShape, readNameWords } from './words.ts'
