import { parseArgs } from 'node:util'
import { catalogueOf, readDefinitions, readSettings } from '#platform'
import { common } from '../ask.ts'
import type { Command } from '../command.ts'

interface Entry {
  readonly id: string
  readonly name: { readonly zh: string; readonly en: string }
}

export const catalogue: Command = {
  summary: 'Prints the definitions of one kind: datasets, sources, indicators, products, policies.',
  usage: 'catalogue [datasets|sources|indicators|products|policies] [--json]',
  async run(args, print, world) {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: common })
    const definitions = readDefinitions(readSettings(world.env, values).region_dir)
    const found = catalogueOf(definitions, positionals[0] ?? 'datasets')
    print.document(found)
    for (const { id, name } of found as unknown as readonly Entry[])
      print.line(`${id}  ${name.zh}  ${name.en}`) // definitions have both
    return undefined
  },
}
