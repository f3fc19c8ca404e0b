import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ask, common, listOf } from '../ask.ts'
import { type Command, WrongUsage } from '../command.ts'

interface Computed {
  readonly uscc: string
  readonly as_of: string
  readonly values: Readonly<
    Record<
      string,
      { readonly value: number | null; readonly flag: string; readonly marks: readonly string[] }
    >
  >
}

export const indicators: Command = {
  summary: 'Computes indicators of some or all enterprises as of an instant.',
  usage:
    'indicators compute [--subjects USCC,…|FILE] [--indicators ID,…] [--as-of INSTANT] [--out FILE.csv|FILE.parquet] [--data DIR] [--json]',
  async run(args, print, world) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...common,
        subjects: { type: 'string' },
        indicators: { type: 'string' },
        'as-of': { type: 'string' },
        out: { type: 'string' },
      },
    })
    if (positionals[0] !== 'compute') throw new WrongUsage('compute')
    const answer = await ask(world, print, values.data, 'compute', {
      ...subjectsOf(values.subjects),
      indicators: listOf(values.indicators),
      as_of: values['as-of'],
      out: values.out === undefined ? undefined : resolve(values.out),
    })
    print.document(answer)
    if (values.out !== undefined) print.line(JSON.stringify(answer))
    else
      for (const computed of answer as unknown as readonly Computed[])
        for (const line of linesOf(computed)) print.line(line) // the desk's own answer
    return undefined
  },
}

function subjectsOf(text: string | undefined): {
  readonly subjects?: readonly string[]
  readonly subjects_file?: string
} {
  if (text === undefined) return {}
  return existsSync(text) ? { subjects_file: resolve(text) } : { subjects: listOf(text) ?? [] }
}

function linesOf({ uscc, as_of, values }: Computed): readonly string[] {
  const rows = Object.entries(values).map(
    ([id, { value, flag, marks }]) =>
      `  ${id}  ${value ?? '–'}  ${flag}${marks.length > 0 ? `  ${marks.join(' ')}` : ''}`,
  )
  return [`${uscc} as of ${as_of}`, ...rows]
}
