/** What sort of no it is; the http room maps each kind to one status. */
export type RefusalKind =
  | 'bad_request'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'gone'
  | 'unprocessable'
  | 'rate_limited'
  | 'busy'
  | 'unavailable'

export type Detail = string | number | boolean

/** A foreseen no that someone else can act on: a stable code, a sentence, and the details in it. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: string
  readonly kind: RefusalKind
  readonly details: Readonly<Record<string, Detail>>

  constructor(code: string, kind: RefusalKind, sentence: string, details: Readonly<Record<string, Detail>>) {
    super(filled(sentence, details))
    this.code = code
    this.kind = kind
    this.details = details
  }
}

type Slots<Sentence extends string> = Sentence extends `${string}{${infer Slot}}${infer Rest}`
  ? Slot | Slots<Rest>
  : never

type DetailsOf<Sentence extends string> = { readonly [Slot in Slots<Sentence>]: Detail } & Readonly<
  Record<string, Detail>
>

type Refusals = Readonly<Record<string, readonly [RefusalKind, string]>>

type Refuse<Table extends Refusals> = <Code extends keyof Table & string>(
  code: Code,
  details: DetailsOf<Table[Code][1]>,
) => Refusal

/**
 * The refusals of a room: each code with its kind and its sentence, `{slots}` filled from the details.
 * Returns the function that makes them; its type demands every slot.
 */
export function refusals<const Table extends Refusals>(table: Table): Refuse<Table> {
  return (code, details) => {
    const entry = table[code]
    if (entry === undefined) throw new Error(`no refusal ${code}`)
    return new Refusal(code, entry[0], entry[1], details)
  }
}

function filled(sentence: string, details: Readonly<Record<string, Detail>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (slot, name: string) => String(details[name] ?? slot))
}
