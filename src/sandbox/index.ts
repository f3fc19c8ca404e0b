/**
 * The imaginary city: firms with a hidden health, and the departments that deliver what they see of them, dirt and
 * all, as files that `ingest` reads. It knows no other room; the definitions of the datasets come as an argument.
 */
export { buildCity, type Progress } from './build.ts'
export { type DemoFirm, type DemoPart, demo_banks, demo_firms } from './demo-firms.ts'
export { type CityDataset, type CityOrder, latestCityMonth, longest_city_months } from './order.ts'
export type { CityLives, CitySummary } from './summary.ts'
