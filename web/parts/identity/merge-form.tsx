import { type ComponentProps, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { said } from '../../util/figures.ts'
import { RefusalNotice } from '../refusal.tsx'
import { useMerge } from './asks.ts'
import './words.ts'

/** Merges a mistyped code into a firm, after what that touches was looked at. */
export function MergeForm() {
  const { t } = useTranslation('identity')
  const [uscc, setUscc] = useState('')
  const [member_uscc, setMember] = useState('')
  const [note, setNote] = useState('')
  const merge = useMerge()
  const { data, variables } = merge
  const rehearsed = data !== undefined && data.merge_id === null
  const isSame = variables?.uscc === uscc && variables.member_uscc === member_uscc
  const may = [uscc, member_uscc, note].every((text) => text.trim() !== '') && !merge.isPending
  const body = { uscc: uscc.trim(), member_uscc: member_uscc.trim(), note }
  return (
    <form className="stack" onSubmit={(event) => event.preventDefault()}>
      <p className="muted">{t('merge.hint')}</p>
      <Field label={t('merge.uscc')} value={uscc} onChange={({ target }) => setUscc(target.value)} />
      <Field
        label={t('merge.member')}
        value={member_uscc}
        onChange={({ target }) => setMember(target.value)}
      />
      <Field label={t('merge.note')} value={note} onChange={({ target }) => setNote(target.value)} />
      <p className="toolbar">
        <Button disabled={!may} onClick={() => merge.mutate({ ...body, dry_run: true })}>
          {t('merge.rehearse')}
        </Button>
        <Button look="primary" disabled={!may || !rehearsed || !isSame} onClick={() => merge.mutate(body)}>
          {t('merge.go')}
        </Button>
      </p>
      <div role="status">
        {rehearsed && isSame && <Touched touches={data.touches} />}
        {data != null && data.merge_id !== null && <p className="notice good">{t('merge.done')}</p>}
        {merge.isError && <RefusalNotice error={merge.error} />}
      </div>
    </form>
  )
}

function Field({ label, ...rest }: { readonly label: string } & ComponentProps<'input'>) {
  return (
    <label className="field">
      <span>{label}</span>
      <input autoComplete="off" spellCheck={false} {...rest} />
    </label>
  )
}

type Touches = NonNullable<ReturnType<typeof useMerge>['data']>['touches']

function Touched({ touches }: { readonly touches: Touches }) {
  const { t } = useTranslation('identity')
  if (touches.length === 0) return <p>{t('merge.touches_none')}</p>
  return (
    <>
      <p>{t('merge.touches')}</p>
      <ul>
        {touches.map(({ dataset, name, rows }) => (
          <li key={dataset}>{t('merge.row', { name: said(name), rows })}</li>
        ))}
      </ul>
    </>
  )
}
