import { parseArgs } from 'node:util'
import { catalogueOf, deliveredCatalogue, readDefinitions, readSettings } from '#platform'
import { ask, common } from '../ask.ts'
import type { Command } from '../command.ts'

interface Text {
  readonly zh: string
  readonly en: string
}

/** An entry goes by its id or its code, and is called by its name or is itself what it is called. */
type Entry = ({ readonly id: string } | { readonly code: string }) &
  ({ readonly name: Text } | Text) & {
    readonly deliveries?: readonly { readonly age_days: number | null }[]
  }

export const catalogue: Command = {
  summary:
    'Prints the definitions of one kind: datasets, sources, indicators, products and the like; with --deliveries also how fresh they are.',
  usage:
    'catalogue [datasets|sources|symbols|indicators|products|policies|…] [--deliveries] [--data DIR] [--json]',
  async run(args, print, world) {
    const options = { ...common, deliveries: { type: 'boolean' } } as const
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
    const definitions = readDefinitions(readSettings(world.env, values).region_dir)
    const kind = positionals[0] ?? 'datasets'
    const found = values.deliveries
      ? deliveredCatalogue(definitions, kind, await ask(world, print, values.data, 'freshness', {}))
      : catalogueOf(definitions, kind)
    print.document(found)
    for (const entry of found as unknown as readonly Entry[]) print.line(lineOf(entry)) // as they were read
    return undefined
  },
}

function lineOf(entry: Entry): string {
  const { zh, en } = 'name' in entry ? entry.name : entry
  const days = (entry.deliveries ?? []).flatMap(({ age_days }) => age_days ?? [])
  const fresh =
    entry.deliveries === undefined ? '' : `  ${days.length === 0 ? '–' : `${Math.min(...days)} d`}`
  return `${'id' in entry ? entry.id : entry.code}  ${zh}  ${en}${fresh}`
}
