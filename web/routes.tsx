import { createBrowserRouter } from 'react-router'
import { Broken } from './parts/broken.tsx'
import { OnlyFor } from './parts/only-for.tsx'
import { Shell } from './parts/shell.tsx'

/** Every screen, each loaded when it is first opened: `page` imports a file that exports `Page`. */
const page = (load: () => Promise<{ Page: React.ComponentType }>) => async () => ({
  Component: (await load()).Page,
})

export const router = createBrowserRouter([
  {
    element: <Shell />,
    errorElement: <Broken />,
    hydrateFallbackElement: <p className="waiting">…</p>,
    children: [
      {
        errorElement: <Broken />,
        children: [
          { path: '/', lazy: page(() => import('./pages/home.tsx')) },
          { path: '/sign-in', lazy: page(() => import('./pages/sign-in.tsx')) },
          { path: '/simulator/licence/:scan_id', lazy: page(() => import('./pages/simulator/licence.tsx')) },
          { path: '/authorise/:session_id', lazy: page(() => import('./pages/authorise.tsx')) },
          { path: '/demo-bank/:application_id?', lazy: page(() => import('./pages/demo-bank.tsx')) },
          {
            element: <OnlyFor duty="owner" />,
            children: [{ path: '/owner', lazy: page(() => import('./pages/owner/inbox.tsx')) }],
          },
          {
            element: <OnlyFor duty="bank_query" />,
            children: [
              { path: '/officer', lazy: page(() => import('./pages/officer/find.tsx')) },
              { path: '/officer/corrections', lazy: page(() => import('./pages/officer/corrections.tsx')) },
              { path: '/officer/firm/:uscc', lazy: page(() => import('./pages/officer/firm.tsx')) },
            ],
          },
          {
            element: <OnlyFor duty="operator" />,
            children: [
              { path: '/operator', lazy: page(() => import('./pages/operator/batches.tsx')) },
              { path: '/operator/freshness', lazy: page(() => import('./pages/operator/freshness.tsx')) },
              { path: '/operator/sources', lazy: page(() => import('./pages/operator/sources.tsx')) },
              { path: '/operator/batches/:batch_id', lazy: page(() => import('./pages/operator/batch.tsx')) },
              { path: '/operator/identity', lazy: page(() => import('./pages/operator/identity.tsx')) },
              { path: '/operator/conflicts', lazy: page(() => import('./pages/operator/conflicts.tsx')) },
              { path: '/operator/snapshots', lazy: page(() => import('./pages/operator/snapshots.tsx')) },
              { path: '/operator/quarantine', lazy: page(() => import('./pages/operator/quarantine.tsx')) },
            ],
          },
          {
            element: <OnlyFor duty={null} />,
            children: [
              { path: '/institution', lazy: page(() => import('./pages/institution/usage.tsx')) },
              { path: '/indicators', lazy: page(() => import('./pages/catalogue/indicators.tsx')) },
              { path: '/indicators/:id', lazy: page(() => import('./pages/catalogue/indicator.tsx')) },
            ],
          },
          { path: '*', lazy: page(() => import('./pages/unknown.tsx')) },
        ],
      },
    ],
  },
])
