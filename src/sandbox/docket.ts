import type { Day, Month } from '#kernel'
import type { Firm } from './firm.ts'

/** Something that a court or an authority publishes of a firm, and later ends. */
export interface Incident {
  readonly dataset: 'jud_execution' | 'jud_dishonest' | 'adm_list'
  readonly firm: Firm
  readonly began_on: Day
  ended_on: Day | null
  /** The number of the case, or the list. */
  readonly key: string
  readonly amount_cents: number
  readonly text: string
  /** Published by mistake: taken back instead of ended. */
  readonly mistaken: boolean
}

/** What courts and authorities have to tell: this month's news, and what is to end in months to come. */
export interface Docket {
  news: Incident[]
  readonly ending: Map<Month, Incident[]>
  readonly case_numbers: Map<string, number>
}

/** An empty docket. */
export function newDocket(): Docket {
  return { news: [], ending: new Map(), case_numbers: new Map() }
}

/** Puts an incident on the docket, to be told now, and again in the month in which it ends. */
export function enter(docket: Docket, incident: Incident, ends: Month | null): void {
  docket.news.push(incident)
  if (ends !== null) docket.ending.set(ends, [...(docket.ending.get(ends) ?? []), incident])
}

/** The incidents that end in a month; the docket forgets them. */
export function endingIn(docket: Docket, at: Month): readonly Incident[] {
  const ending = docket.ending.get(at) ?? []
  docket.ending.delete(at)
  return ending
}

/** This month's news of a dataset, and the docket keeps only the other datasets'. */
export function newsOf(docket: Docket, dataset: Incident['dataset']): readonly Incident[] {
  const news = docket.news.filter((incident) => incident.dataset === dataset)
  docket.news = docket.news.filter((incident) => incident.dataset !== dataset)
  return news
}

/** The next number of a court's year, such as （2025）粤0305示执00017号; 示 stands where real cases have 执. */
export function caseNumber(docket: Docket, year: number, region_code: string): string {
  const series = `（${year}）粤${region_code.slice(2)}示执`
  const number = (docket.case_numbers.get(series) ?? 0) + 1
  docket.case_numbers.set(series, number)
  return `${series}${String(number).padStart(5, '0')}号`
}
