import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../../contract/text.ts';
import type { LocalizedText } from '../../../contract/text.ts';
import type { Site } from '../../../contract/site/site.ts';
import { slugSchema } from '../../../contract/values.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { Dialog } from '../parts/dialog.tsx';
import { refusalText } from '../parts/refusal-text.ts';
import { useTask } from '../parts/use-task.ts';
import { Field } from '../people/field.tsx';
import { registerSite } from './sites-api.ts';

interface SiteFormProps {
  readonly townships: readonly Site['township'][];
  /** The site whose names are changed; null for a new one. */
  readonly known: Site | null;
  readonly onClose: () => void;
  readonly onDone: (site: Site) => void;
}

/** What the list of townships says for one that is not in it. */
const NEW_TOWNSHIP = '';

/** Registers a site and, where it is new, its township; or gives them other names. */
export function SiteForm({ townships, known, onClose, onDone }: SiteFormProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { busy, refusal, run } = useTask();
  const [tried, setTried] = useState(false);
  const [township, setTownship] = useState(known?.township.id ?? townships[0]?.id ?? NEW_TOWNSHIP);
  const [values, setValues] = useState({
    ...{ id: known?.id ?? '', zh: known?.name['zh-CN'] ?? '', en: known?.name.en ?? '' },
    ...{ townshipId: '', townshipZh: '', townshipEn: '' },
  });
  const isNewTownship = township === NEW_TOWNSHIP;
  const slugFault = (value: string) => (slugSchema.safeParse(value).success ? null : t('site.idWrong'));
  const nameFault = (value: string) => (value.trim() === '' ? t('site.nameMissing') : null);
  const faults = {
    ...{ id: slugFault(values.id), zh: nameFault(values.zh) },
    ...{ townshipId: isNewTownship ? slugFault(values.townshipId) : null, townshipZh: isNewTownship ? nameFault(values.townshipZh) : null },
  };
  const shown = tried ? faults : { id: null, zh: null, townshipId: null, townshipZh: null };

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(faults).some((fault) => fault !== null)) return;
    const chosen = townships.find(({ id }) => id === township) ?? { id: values.townshipId, name: nameOf(values.townshipZh, values.townshipEn) };
    run(() => registerSite({ id: values.id, name: nameOf(values.zh, values.en), township: chosen }), onDone);
  };
  const field = (name: keyof typeof values, label: string, more: { readonly hint?: string; readonly fault?: string | null; readonly disabled?: boolean } = {}) => (
    <Field label={label} {...more} name={name} autoComplete="off" value={values[name]} onChange={(event) => setValues({ ...values, [name]: event.target.value })} />
  );

  return (
    <Dialog title={known === null ? t('site.add') : t('site.rename')} onClose={onClose}>
      <form className="dialog-form" onSubmit={submit} noValidate>
        <div className="field">
          <label htmlFor="site-township">{t('sites.township')}</label>
          <select id="site-township" value={township} onChange={(event) => setTownship(event.target.value)}>
            {townships.map(({ id, name }) => (
              <option key={id} value={id}>
                {inLanguage(name, language)}
              </option>
            ))}
            <option value={NEW_TOWNSHIP}>{t('site.newTownship')}</option>
          </select>
        </div>
        {isNewTownship && (
          <>
            {field('townshipZh', t('site.townshipName'), { fault: shown.townshipZh })}
            {field('townshipEn', t('site.nameEn'))}
            {field('townshipId', t('site.townshipId'), { hint: t('site.idHint'), fault: shown.townshipId })}
          </>
        )}
        {field('zh', t('site.name'), { fault: shown.zh })}
        {field('en', t('site.nameEn'))}
        {field('id', t('site.id'), { hint: t('site.idHint'), fault: shown.id, disabled: known !== null })}
        {refusal !== null && (
          <p className="note note-error" role="alert">
            {refusalText(t, refusal)}
          </p>
        )}
        <div className="dialog-buttons">
          <button type="button" onClick={onClose}>
            {t('cancel')}
          </button>
          <button type="submit" className="main" disabled={busy}>
            {t('save')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function nameOf(zh: string, en: string): LocalizedText {
  return { 'zh-CN': zh.trim(), ...(en.trim() === '' ? {} : { en: en.trim() }) };
}
