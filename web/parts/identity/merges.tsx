import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { type Column, Rows } from '../../ui/rows.tsx'
import { moment } from '../../util/moment.ts'
import { RefusalNotice } from '../refusal.tsx'
import { type Merge, type Succession, useSplit } from './asks.ts'
import './words.ts'

/** The merges that were made: who, when and why; one that stands can be split. */
export function Merges({ merges }: { readonly merges: readonly Merge[] }) {
  const { t } = useTranslation('identity')
  const act = useAct()
  const columns: readonly Column<Merge>[] = [
    { key: 'uscc', title: t('list.uscc'), render: ({ uscc }) => <code>{uscc}</code> },
    { key: 'member', title: t('list.member'), render: ({ member_uscc }) => <code>{member_uscc}</code> },
    {
      key: 'merged',
      title: t('list.merged'),
      render: ({ merged_by, merged_at, note }) => act(merged_by, merged_at, note),
    },
    {
      key: 'split',
      title: t('list.split'),
      render: (merge) =>
        merge.split_at === null ? (
          <Split merge_id={merge.merge_id} />
        ) : (
          act(merge.split_by, merge.split_at, merge.split_note)
        ),
    },
  ]
  return (
    <Rows<Merge>
      label={t('list.title')}
      rows={merges}
      keyOf={({ merge_id }) => String(merge_id)}
      empty={t('list.none')}
      columns={columns}
    />
  )
}

/** The successions that were recorded: which company goes on from which individual business. */
export function Successions({ successions }: { readonly successions: readonly Succession[] }) {
  const { t } = useTranslation('identity')
  const act = useAct()
  return (
    <Rows<Succession>
      label={t('successions.title')}
      rows={successions}
      keyOf={({ from_uscc, known_at }) => `${from_uscc} ${known_at}`}
      empty={t('successions.none')}
      columns={[
        { key: 'from', title: t('successions.from'), render: ({ from_uscc }) => <code>{from_uscc}</code> },
        { key: 'to', title: t('successions.to'), render: ({ to_uscc }) => <code>{to_uscc}</code> },
        { key: 'on', title: t('successions.on'), render: ({ succeeded_on }) => succeeded_on },
        {
          key: 'recorded',
          title: t('successions.recorded'),
          render: ({ recorded_by, known_at, note, superseded_at, ended_by, ended_note }) => (
            <>
              {act(recorded_by, known_at, note)}
              {superseded_at !== null && (
                <>
                  <Badge>{t('successions.ended')}</Badge> {act(ended_by, superseded_at, ended_note)}
                </>
              )}
            </>
          ),
        },
      ]}
    />
  )
}

function useAct() {
  const { t, i18n } = useTranslation('identity')
  return (by: string | null, at: string, note: string | null) => (
    <>
      {note}
      <br />
      <small className="muted">{t('list.who', { by, at: moment(at, i18n.language) })}</small>
    </>
  )
}

function Split({ merge_id }: { readonly merge_id: number }) {
  const { t } = useTranslation('identity')
  const [note, setNote] = useState('')
  const split = useSplit(merge_id)
  return (
    <form className="stack" onSubmit={(event) => event.preventDefault()}>
      <Badge tone="good">{t('list.standing')}</Badge>
      <label className="field">
        <span>{t('list.split_note')}</span>
        <input value={note} onChange={({ target }) => setNote(target.value)} />
      </label>
      <Button
        look="danger"
        disabled={note.trim() === '' || split.isPending}
        onClick={() => split.mutate({ note })}
      >
        {t('list.split_go')}
      </Button>
      {split.isError && <RefusalNotice error={split.error} />}
    </form>
  )
}
