import { type Json, refusals } from '#kernel'
import { annotateAsk, annotationEnd, annotationsAsk } from './annotations.ts'
import { pull } from './arrivals/pull.ts'
import { batchAsk } from './batch-report.ts'
import { conflictsAsk } from './conflicts.ts'
import { distributionAsk } from './distribution.ts'
import { doctor } from './doctor.ts'
import { quarantineDecide } from './doubts.ts'
import { backtestAsk, computeAsk } from './figures.ts'
import { graphAsk } from './graph.ts'
import { identityList, identityMerge, identitySplit, identitySucceed, identityUnsucceed } from './identity.ts'
import { ingest } from './ingest.ts'
import { batchesAsk, freshnessAsk, quarantinePageAsk } from './intake.ts'
import type { Tell } from './line.ts'
import { quarantineMend, quarantineReplayAll } from './mend.ts'
import { resolveAsk } from './names/resolve.ts'
import type { Office } from './office.ts'
import { adviseAsk, auditProve, auditVerify, policyReplay, queryAsk } from './oversee.ts'
import { purgeAsk, purgeHold, purgeRelease } from './purge.ts'
import { codeAdmit, quarantineList, quarantineReplay } from './replay.ts'
import { snapshotDecide, snapshotRelease, snapshotsHeld, snapshotsPage } from './snapshots.ts'
import { sourcesAsk } from './source-states.ts'

type Answer = (office: Office, args: unknown, tell: Tell) => Promise<Json>

const refuse = refusals({
  ask_unknown: ['not_found', 'the desk knows no {name}'],
})

/** All that may be asked of an office, by name: a short list, reviewed line by line. */
const desk: Readonly<Record<string, Answer>> = {
  ingest,
  pull,
  snapshots_held: snapshotsHeld,
  snapshot_release: snapshotRelease,
  snapshots_page: snapshotsPage,
  snapshot_decide: snapshotDecide,
  quarantine_list: quarantineList,
  quarantine_replay: quarantineReplay,
  quarantine_page: quarantinePageAsk,
  quarantine_mend: quarantineMend,
  quarantine_replay_all: quarantineReplayAll,
  quarantine_decide: quarantineDecide,
  conflicts: conflictsAsk,
  batches: batchesAsk,
  batch: batchAsk,
  freshness: freshnessAsk,
  sources: sourcesAsk,
  code_admit: codeAdmit,
  annotate: annotateAsk,
  annotation_end: annotationEnd,
  annotations: annotationsAsk,
  purge: purgeAsk,
  purge_hold: purgeHold,
  purge_release: purgeRelease,
  compute: computeAsk,
  backtest: backtestAsk,
  distribution: distributionAsk,
  graph: graphAsk,
  resolve: resolveAsk,
  identity_list: identityList,
  identity_merge: identityMerge,
  identity_split: identitySplit,
  identity_succeed: identitySucceed,
  identity_unsucceed: identityUnsucceed,
  query: queryAsk,
  advise: adviseAsk,
  audit_verify: auditVerify,
  audit_prove: auditProve,
  policy_replay: policyReplay,
  doctor,
}

/** Answers what is asked by name. Refuses what the desk does not know. */
export async function answerAt(office: Office, name: string, args: unknown, tell: Tell): Promise<Json> {
  const answer = desk[name]
  if (answer === undefined) throw refuse('ask_unknown', { name })
  return answer(office, args, tell)
}
