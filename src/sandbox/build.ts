import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { refusals } from '#kernel'
import { foundCity } from './city.ts'
import { deliveriesIn } from './due.ts'
import { closeShelf, newShelf, openOnShelf, type Shelf } from './interfaces/shelf.ts'
import { liveAndDeliver } from './live.ts'
import { type Offices, openOffices } from './offices.ts'
import { type CityOrder, datasetOf, spanOf } from './order.ts'
import { closeOutbox, newOutbox } from './outbox.ts'
import { type CitySummary, summaryOf } from './summary.ts'
import { writeTruth } from './truth.ts'
import { notice } from './wording.ts'

/** Told after each delivery: how many stand, of how many. */
export type Progress = (delivered: number, deliveries: number) => void

const refuse = refusals({
  city_out_not_empty: ['conflict', '{out} is not empty; name a new folder, or remove it'],
})

const readme = `${notice}
本文件夹是虚拟城市的交付数据，全部为模拟数据：企业、人员、案号、地址、银行均为虚构，机构代码以 QX 开头。
Every firm, person, case, address and bank in this folder is made up.
`

/**
 * Builds the imaginary city: a folder a delivery, in the order in which it became known, the truth beside them, and
 * at last city.json, whose presence says that the city is whole. The same order gives the same bytes. Refuses an
 * order that is no city (`city_size`), definitions that lack what it writes, and a folder that holds something.
 */
export async function buildCity(order: CityOrder, progress: Progress = () => {}): Promise<CitySummary> {
  const span = spanOf(order)
  const offices = openOffices(order)
  prepare(order.out)
  const city = foundCity(order.enterprises, order.seed, span)
  const kinds = new Map(order.datasets.map(({ id, kind }) => [id, kind] as const))
  const deliveries = deliveriesIn(span, offices)
  const outbox = newOutbox(order.out, deliveries)
  const shelf = shelfFor(order, offices)
  for (const _ of liveAndDeliver(city, offices, kinds, { outbox, shelf })) {
    progress(outbox.delivered, deliveries)
    await setImmediate()
  }
  closeOutbox(outbox)
  closeShelf(shelf)
  writeTruth(order.out, city.firms, span)
  const summary = summaryOf(order, city, offices, { outbox, shelf })
  writeFileSync(join(order.out, 'city.json'), `${JSON.stringify(summary, null, 2)}\n`)
  return summary
}

function shelfFor(order: CityOrder, { kept }: Offices): Shelf {
  const shelf = newShelf(order.out)
  for (const department of [...kept.monthly, ...kept.rowed])
    openOnShelf(shelf, department, datasetOf(order, department))
  return shelf
}

function prepare(out: string): void {
  if (existsSync(out) && readdirSync(out).length > 0) throw refuse('city_out_not_empty', { out })
  mkdirSync(out, { recursive: true })
  writeFileSync(join(out, 'README.txt'), readme)
}
