import { z } from 'zod';
import { inLanguage, localizedTextSchema } from '../../../contract/text.ts';
import type { Language } from '../../../contract/text.ts';
import { useLanguage } from '../i18n/use-language.ts';

/** What a change made of something: each part that is not as it was, with both. Names of parts are those of the records. */
export function AuditChange({ before, after }: { readonly before: unknown; readonly after: unknown }) {
  const language = useLanguage();
  const [was, is] = [partsOf(before), partsOf(after)];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]) && !(isNothing(was[name]) && isNothing(is[name])));
  return (
    <dl className="audit-change">
      {names.map((name) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {name in was && <del>{valueText(was[name], language)}</del>} {name in is && <ins>{valueText(is[name], language)}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function partsOf(value: unknown): Readonly<Record<string, unknown>> {
  if (value === null || value === undefined) return {};
  return typeof value === 'object' && !Array.isArray(value) ? { ...value } : { '': value };
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

const namedSchema = z.looseObject({ name: localizedTextSchema });

function valueText(value: unknown, language: Language): string {
  if (isNothing(value)) return '—';
  const text = localizedTextSchema.safeParse(value);
  if (text.success) return inLanguage(text.data, language);
  const named = namedSchema.safeParse(value);
  if (named.success) return inLanguage(named.data.name, language);
  if (Array.isArray(value)) return value.map((one) => valueText(one, language)).join(language === 'en' ? ', ' : '、');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
