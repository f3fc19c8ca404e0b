import { Type } from 'typebox'
import type { Actor } from '#access'
import { instant, type Json, oneOf, readerOf } from '#kernel'
import { tellFallen } from '#products'
import { refreshSome } from '#profiles'
import { refuseDelivery } from '#sources'
import {
  type Annotation,
  type AnnotationKind,
  annotate,
  annotation_kinds,
  type CorrectionKind,
  endSaying,
  listAnnotations,
} from '#themes'
import { actingAs, NamedActor, whoInLog } from './acting.ts'
import { recordEntry } from './bulk.ts'
import { profileLayout } from './counter.ts'
import { type Office, scratchOf } from './office.ts'

const readSaying = readerOf(
  Type.Object(
    {
      dataset: Type.String(),
      uscc: Type.String(),
      grain: Type.Record(Type.String(), Type.String()),
      kind: oneOf(annotation_kinds),
      who: Type.String({ minLength: 1, maxLength: 200 }),
      note: Type.String({ maxLength: 2000 }),
      actor: Type.Optional(NamedActor),
    },
    { additionalProperties: false },
  ),
)
const readEnd = readerOf(
  Type.Object(
    { annotation_id: Type.Integer(), actor: Type.Optional(NamedActor) },
    { additionalProperties: false },
  ),
)
const readList = readerOf(Type.Object({ uscc: Type.String() }, { additionalProperties: false }))

/** Says something of a fact; the next answer about its enterprise heeds it. Who said what stands in the log. */
export async function annotateAsk(office: Office, args: unknown): Promise<Json> {
  const { dataset: id, actor: name, ...saying } = readSaying(args, 'annotate')
  const actor = await actingAs(office, name, 'fact.annotate')
  const { warehouse, definitions, clock } = office
  const dataset = definitions.datasets.find((each) => each.id === id)
  if (dataset === undefined) throw refuseDelivery('dataset_unknown', { dataset: id })
  const said = await annotate(warehouse, { ...saying, dataset }, clock)
  return heeded(office, said, { act: `annotation.${said.kind}`, actor, tells: tells[said.kind] })
}

/** Ends what was said of a fact. */
export async function annotationEnd(office: Office, args: unknown): Promise<Json> {
  const { annotation_id, actor: name } = readEnd(args, 'annotation end')
  const actor = await actingAs(office, name, 'fact.annotate')
  const said = await endSaying(office.warehouse, annotation_id, office.clock)
  return heeded(office, said, { act: 'annotation.end', actor, tells: undefined })
}

/** All that was ever said of the facts of an enterprise, the newest first. */
export async function annotationsAsk({ warehouse }: Office, args: unknown): Promise<Json> {
  const rows = await listAnnotations(warehouse, readList(args, 'annotations'))
  return rows.map((row) => ({ ...row }))
}

// Who was shown what is wrong or may be shown no longer is told (REQ-OBJ-02, REQ-REP-01).
const tells: Partial<Record<AnnotationKind, CorrectionKind>> = { corrected: 'corrected', repaired: 'stopped' }

interface Heeding {
  readonly act: string
  readonly actor: Actor | null
  /** What those hear who were shown the fact. */
  readonly tells: CorrectionKind | undefined
}

async function heeded(office: Office, said: Annotation, { act, actor, tells: kind }: Heeding): Promise<Json> {
  const { warehouse, definitions, settings, clock } = office
  const { dataset, uscc, enterprise_id, annotation_id } = said
  await recordEntry(office, {
    ...{ kind: 'act', act, object_id: String(annotation_id), uscc, datasets: [dataset] },
    ...whoInLog(actor),
  })
  if (kind !== undefined) await tellReaders(office, said, kind)
  const some = { as_of: clock(), ids: [enterprise_id], scratch_dir: scratchOf(settings) }
  await refreshSome(warehouse, await office.store(), profileLayout(definitions), some)
  return { ...said }
}

async function tellReaders(
  { store, clock }: Office,
  { dataset, uscc, annotation_id }: Annotation,
  kind: CorrectionKind,
): Promise<void> {
  const now = clock()
  const fallen = { uscc, kind, shown_from: instant('1970-01-01'), shown_until: now }
  const by = { dataset, batch_id: null, annotation_id }
  await (await store()).transaction((tx) => tellFallen(tx, [fallen], by, now))
}
