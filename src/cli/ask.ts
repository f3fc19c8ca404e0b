import type { Json } from '#kernel'
import { askDesk, progressText, readSettings } from '#platform'
import { type Print, type World, WrongUsage } from './command.ts'

/** Asks the desk of the data folder that `--data` names, wherever its holder runs, and shows how far the work is. */
export async function ask(
  world: World,
  print: Print,
  data: string | undefined,
  name: string,
  args: { readonly [key: string]: Json | undefined },
): Promise<Json> {
  const settings = readSettings(world.env, { data })
  const tell = (progress: Json): void => print.progress(progressText(progress))
  const given = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined))
  const answer = await askDesk(settings, world, name, given, tell)
  print.progress('')
  return answer
}

/** The options that every command takes. */
export const common = { data: { type: 'string' }, json: { type: 'boolean' } } as const

/** A list that a person wrote with commas; undefined where nothing was written. */
export function listOf(text: string | undefined): readonly string[] | undefined {
  return text
    ?.split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

/** Throws the usage where a word is missing. */
export function wanted(value: string | undefined, what: string): string {
  if (value === undefined || value === '') throw new WrongUsage(`${what} is missing`)
  return value
}

/** A name and a value that a person wrote with `=` between them. Throws the usage where there is none. */
export function pairOf(text: string, option: string, shape: string): readonly [string, string] {
  const at = text.indexOf('=')
  if (at < 1) throw new WrongUsage(`${option} ${text} is not ${shape}`)
  return [text.slice(0, at), text.slice(at + 1)]
}
