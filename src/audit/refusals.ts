import { refusals } from '#kernel'

export const refuse = refusals({
  log_suite_fixed: ['conflict', 'the audit log was made in suite {kept}; it cannot go on in {asked}'],
  leaf_unknown: ['not_found', 'no leaf of the audit log has the hash {leaf_hash}'],
  leaf_not_sealed: ['conflict', 'leaf {leaf_hash} is not sealed yet; it will be by {seal_by}'],
  tree_size_unknown: ['not_found', 'the tree has no signed head of {tree_size} leaves'],
  proof_malformed: ['bad_request', 'this is no proof: {problem}'],
})
