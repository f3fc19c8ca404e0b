/**
 * The imaginary city: firms with a hidden health, and the departments that deliver what they see of them, dirt and
 * all, as files that `ingest` reads; in a pull region some of them are asked for one firm at a time instead. It knows
 * no other room; the definitions of the datasets come as an argument.
 */
export { buildCity, type Progress } from './build.ts'
export { type DemoFirm, type DemoPart, demo_banks, demo_firms } from './demo-firms.ts'
export { type ServedCity, serveCity } from './interfaces/serve.ts'
export {
  type CityDataset,
  type CityOrder,
  type CityProfile,
  latestCityMonth,
  longest_city_months,
} from './order.ts'
export type { CityLives, CitySummary } from './summary.ts'
