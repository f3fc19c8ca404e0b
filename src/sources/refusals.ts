import { refusals } from '#kernel'

/** What can be wrong with a delivery as a whole; what is wrong with one row goes to quarantine instead. */
export const refuse = refusals({
  file_missing: ['not_found', 'there is no file {file}'],
  file_kind_unknown: [
    'bad_request',
    '{file} is none of .csv, .jsonl, .ndjson, .parquet, .xlsx, .xls, nor one of them as .gz or in a .zip',
  ],
  file_empty: ['unprocessable', '{file} is empty; even a delivery without rows has a header'],
  file_unreadable: ['unprocessable', '{file} cannot be read: {problem}'],
  csv_open_quote: ['unprocessable', '{file}:{line} opens a quote that never closes; nothing was loaded'],
  csv_line_ends: ['unprocessable', '{file} mixes kinds of line ends; write it with one kind'],
  header_too_long: ['unprocessable', 'the first line of {file} goes on for more than {bytes} bytes'],
  lines_too_wide: [
    'unprocessable',
    '{file}:{line} has {cells} cells where there are {columns} columns; too many lines are like that',
  ],
  line_too_long: ['unprocessable', '{file}:{line} goes on for more than {bytes} bytes'],
  columns_too_many: ['unprocessable', '{file} has more than {columns} columns'],
  rows_too_many: ['unprocessable', '{file} says it has more than {rows} rows'],
  sheet_too_large: [
    'unprocessable',
    '{file} is too large a workbook: at most {bytes} bytes are read; deliver it as .csv or .parquet',
  ],
  archive_too_large: ['unprocessable', '{file} becomes more than {bytes} bytes when it is unpacked'],
  archive_ratio: [
    'unprocessable',
    '{file} becomes more than {ratio} times as large when it is unpacked, as no delivery does',
  ],
  archive_files: ['unprocessable', '{file} holds more than {files} files'],
  archive_name: ['unprocessable', '{file} holds a file {name} whose name leads out of the archive'],
  archive_name_twice: ['unprocessable', '{file} holds the file {name} twice'],
  archive_encrypted: ['unprocessable', '{file} keeps {name} under a password'],
  archive_nested: ['unprocessable', '{file} holds an archive {name}; put the files themselves into it'],
  column_unnamed: ['unprocessable', 'column {place} of {file} has no name in the first row'],
  column_unknown: ['unprocessable', '{file} has a column {column} that {dataset} does not have'],
  column_missing: ['unprocessable', '{file} lacks the column {column} of {dataset}'],
  column_twice: ['unprocessable', '{file} has the column {column} twice'],
  dataset_unknown: ['not_found', 'there is no dataset {dataset}'],
  dataset_unnamed: ['bad_request', 'say which dataset {file} holds: --dataset ID'],
  source_unknown: ['not_found', 'there is no source {source}'],
  source_none: [
    'unprocessable',
    '{dataset}: {source} has a contract to deliver it; write one under sources/',
  ],
  source_review_over: [
    'unprocessable',
    'the review of {source} ended on {review_until}; on {on} its {dataset} waits for another review',
  ],
  manifest_invalid: ['unprocessable', '{file} is not a manifest: {problem}'],
  digest_differs: [
    'unprocessable',
    '{file} is not the file that its manifest promises: SM3 {found} instead of {promised}; nothing was loaded',
  ],
  rows_differ: [
    'unprocessable',
    '{file} has {rows} rows, its manifest promises {promised}; it was not loaded',
  ],
  snapshot_backfill: ['bad_request', '{file} cannot be both a full snapshot and a history'],
  snapshot_overtaken: [
    'conflict',
    'of {dataset} something is held that was known after {known_at}; a snapshot {file} from before it cannot say what is gone now',
  ],
  snapshot_parts: [
    'bad_request',
    'a full snapshot of {dataset} is one file; {file} and another one would each revoke what the other has',
  ],
  snapshot_unknown: ['not_found', 'no snapshot of batch {batch_id} waits to be released'],
  batch_unknown: ['not_found', 'there is no batch {batch_id}'],
  delivery_empty: ['unprocessable', '{folder} holds no delivery file'],
  quarantine_empty: ['not_found', 'nothing of batch {batch_id} waits in quarantine'],
  quarantine_unknown: ['not_found', 'there is no row {quarantine_id} in quarantine'],
  quarantine_played: ['conflict', 'row {quarantine_id} was played again already; look for it anew'],
  quarantine_rejected: ['conflict', 'row {quarantine_id} was turned down already'],
  quarantine_not_doubted: [
    'conflict',
    'row {quarantine_id} did not come in for {reason}: no word of a person makes it right; mend it or turn it down',
  ],
  quarantine_column: ['unprocessable', 'row {quarantine_id} has no column {column}; it has {columns}'],
  quarantine_held: [
    'conflict',
    'the batch of row {quarantine_id} is held for a personal identifier; ask its source for another file',
  ],
  code_not_quarantined: ['not_found', 'no row in quarantine has the code {uscc}'],
})
