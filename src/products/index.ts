/**
 * Products: what banks get. The one room where facts meet permission: identify, require consent, gather, decide,
 * record, meter, each in its place, and nothing is disclosed where one of them fails.
 */
export { type AdviceAnswer, advise, requireDecider } from './advise.ts'
export { type Content, type Coverage, contentOf, type DatasetQuality, digestOfContent } from './answer.ts'
export {
  type CorrectionEvent,
  correctionsOf,
  tellCorrections,
  tellFallen,
} from './corrections/corrections.ts'
export { productsMigrations } from './corrections/tables.sql.ts'
export type { Asking, Counter, Wording } from './counter.ts'
export { ProductDefinition, type ProductSection, readProduct } from './definition.ts'
export type { Pull, Pulled, PullQuestion } from './pull.ts'
export { type Answer, queryProduct } from './query.ts'
export { fieldsOfTag, readTags, rulesNamed, type TagRule, TagRules } from './tag.ts'
export type { Verified, Verify } from './verify.ts'
