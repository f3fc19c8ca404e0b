import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { api } from '../../api/client.ts'
import { answered } from '../../api/problem.ts'
import { Asked } from '../../parts/asked.tsx'
import { RefusalNotice } from '../../parts/refusal.tsx'
import { Button } from '../../ui/button.tsx'
import { words } from '../../util/words.ts'

words('licence', {
  zh: {
    title: '模拟电子营业执照',
    text: '选择一家企业,即以其法定代表人或经营者的身份确认登录。企业均为虚构。',
    confirmed: '已确认。请回到刚才的页面。',
    holder: '持照人 {{name}}',
  },
  en: {
    title: 'Simulated business licence (模拟电子营业执照)',
    text: 'Choose a firm to confirm as its legal representative or proprietor. All firms are made up.',
    confirmed: 'Confirmed. Go back to the page you came from.',
    holder: 'held by {{name}}',
  },
})

/** What an owner’s telephone would show: which licence to sign in with. */
export function Page() {
  const { t } = useTranslation('licence')
  const { scan_id = '' } = useParams()
  const licences = useQuery({
    queryKey: ['licences'],
    queryFn: () => answered(api.GET('/v1/simulator/licences')),
  })
  const confirm = useMutation({
    mutationFn: (uscc: string) =>
      answered(
        api.POST('/v1/simulator/licences/{id}/confirm', {
          params: { path: { id: scan_id } },
          body: { uscc },
        }),
      ),
  })
  return (
    <section className="card phone">
      <h1>{t('title')}</h1>
      {confirm.isSuccess ? (
        <p className="notice good" role="status">
          {t('confirmed')}
        </p>
      ) : (
        <>
          <p>{t('text')}</p>
          {confirm.isError && <RefusalNotice error={confirm.error} />}
          <Asked query={licences}>
            {(found) => (
              <div className="stack">
                {found.map(({ uscc, name, holder_masked }) => (
                  <Button key={uscc} wide disabled={confirm.isPending} onClick={() => confirm.mutate(uscc)}>
                    {name}
                    <br />
                    <small>{t('holder', { name: holder_masked })}</small>
                  </Button>
                ))}
              </div>
            )}
          </Asked>
        </>
      )}
    </section>
  )
}
