import type { Instant } from '#kernel'
import { type Sql, sql } from '#sql'
import type { Template } from './template.ts'

export function insertTemplate(template: Template, hash_sm3: string, by: string, at: Instant): Sql {
  return sql`
    INSERT INTO consent.templates (template_id, template_version, hash_sm3, template, approved_by, approved_at)
    VALUES (${template.id}, ${template.version}, ${hash_sm3}, ${JSON.stringify(template)}, ${by}, ${at})
    ON CONFLICT DO NOTHING`
}

export function theTemplate(template_id: string, template_version: number): Sql {
  return sql`
    SELECT template
    FROM consent.templates
    WHERE template_id = ${template_id} AND template_version = ${template_version}`
}
