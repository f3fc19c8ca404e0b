import { type RowDepartment, row } from '../row-department.ts'
import { sinceFounding } from '../standing.ts'

/** Who is registered as a taxpayer, general or small, since its founding. */
export const registration: RowDepartment = {
  dataset: 'tax_registration',
  columns: [
    ...['taxpayer_type', 'tax_status', 'abnormal_on', 'abnormal_lifted_on', 'tax_org', 'registered_on'],
    'published_at',
  ],
  ...{ day: 4, hour: '01:00', yearly: true },
  ...sinceFounding(({ files_quarterly, established_on, district }, published_at) => [
    row(
      ...[files_quarterly ? 'small' : 'general', 'normal', '', ''],
      ...[`国家税务总局深圳市${district.name}示例税务局`, established_on, published_at],
    ),
  ]),
}
