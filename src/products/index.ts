/**
 * Products: what banks get. The one room where facts meet permission: identify, require consent, gather, decide,
 * record, meter, each in its place, and nothing is disclosed where one of them fails.
 */
export { ProductDefinition, type ProductSection, readProduct } from './definition.ts'
