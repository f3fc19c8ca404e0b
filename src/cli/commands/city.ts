import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { dayOf, instantFromMs, type Json, month } from '#kernel'
import { askedDatasets, clockOf, readDefinitions, readSettings } from '#platform'
import { buildCity, type CityProfile, latestCityMonth, serveCity } from '#sandbox'
import { common, wanted } from '../ask.ts'
import { type Command, type Print, type World, WrongUsage } from '../command.ts'

const options = {
  ...common,
  out: { type: 'string' },
  enterprises: { type: 'string', default: '20000' },
  months: { type: 'string', default: '36' },
  seed: { type: 'string', default: '1' },
  until: { type: 'string' },
  profile: { type: 'string', default: 'bulk' },
  dir: { type: 'string' },
  port: { type: 'string', default: '8610' },
} as const

export const city: Command = {
  summary:
    'Builds the imaginary city: delivery files as departments would write them; of a pull city some departments are asked, and served. 模拟数据.',
  usage:
    'city build --out DIR [--enterprises N] [--months M] [--seed S] [--until YYYY-MM] [--profile bulk|pull] [--json]\n       xinqiao city serve --dir DIR [--port N] [--json]',
  async run(args, print, world) {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
    const [verb] = positionals
    if (verb === 'build') await build(values, print, world)
    else if (verb === 'serve') await serve(values, print, world)
    else throw new WrongUsage('build or serve')
    return undefined
  },
}

type Values = Readonly<{ [Name in keyof typeof options]?: string | boolean | undefined }>

async function build(values: Values, print: Print, world: World): Promise<void> {
  const { out, until, profile } = values
  const { datasets } = readDefinitions(readSettings(world.env).region_dir)
  const latest = () => latestCityMonth(dayOf(instantFromMs(world.now())))
  const summary = await buildCity(
    {
      enterprises: wholeOf(values, 'enterprises'),
      months: wholeOf(values, 'months'),
      seed: wholeOf(values, 'seed'),
      until: typeof until === 'string' ? month(until) : latest(),
      profile: profileOf(profile),
      ...{ out: resolve(wanted(textOf(out), '--out')), datasets },
    },
    (done, all) => print.progress(`building the city ${done}/${all}`),
  )
  print.progress('')
  print.document(summary as unknown as Json) // a summary is made of numbers and texts
  print.line(`${summary.enterprises} firms, ${summary.months} months: ${out}`)
}

/** Serves until it is told to end, and says with which settings a bureau asks here. */
async function serve(values: Values, print: Print, world: World): Promise<void> {
  const settings = readSettings(world.env, { port: textOf(values.port) })
  const ended = new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done())
  })
  const at = { dir: resolve(wanted(textOf(values.dir), '--dir')), host: settings.host, port: settings.port }
  await using served = await serveCity(at, clockOf(world))
  const region = readDefinitions(settings.region_dir)
  const asked = region.sources.filter((source) =>
    askedDatasets(region, source).some((dataset) => served.datasets.includes(dataset)),
  )
  const set = Object.fromEntries(asked.map(({ id }) => [`PULL_${id.toUpperCase()}`, served.url]))
  print.document({ url: served.url, datasets: [...served.datasets], settings: set })
  print.line(
    `模拟数据: the departments of ${textOf(values.dir)} answer at ${served.url}; a bureau asks them with`,
  )
  for (const [setting, url] of Object.entries(set)) print.line(`export ${setting}=${url}`)
  await ended
}

function profileOf(value: unknown): CityProfile {
  if (value === 'bulk' || value === 'pull') return value
  throw new WrongUsage(`--profile ${String(value)} is neither bulk nor pull`)
}

function textOf(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function wholeOf(values: Values, option: 'enterprises' | 'months' | 'seed'): number {
  const text = String(values[option])
  if (!/^\d{1,9}$/.test(text)) throw new WrongUsage(`--${option} ${text} is not a whole number`)
  return Number(text)
}
