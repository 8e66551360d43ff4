import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../../contract/text.ts';
import type { PublishedIssue } from '../../publish/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { askIssues } from '../publish/publish-api.ts';

const ask = (_question: string, signal: AbortSignal): Promise<readonly PublishedIssue[]> => askIssues(signal);

interface ProgramFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What every field of the form has: its id, and what says whether it is wrong. */
  readonly shared: Readonly<Record<string, string | boolean | undefined>>;
}

/** The name of a program that shows how it is done; those that were published are offered by their titles. */
export function ProgramField({ value, onChange, shared }: ProgramFieldProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const list = useId();
  const hint = useId();
  const { answer } = useAnswer('programs', ask);
  const programs = (answer ?? []).flatMap(({ withdrawnAt, programs: all }) => (withdrawnAt === null ? all.filter(({ withdrawn }) => !withdrawn) : []));
  const titles = new Map(programs.map(({ id, title }) => [id.slice(id.indexOf('/') + 1), inLanguage(title, language)]));
  const title = titles.get(value.trim());
  return (
    <>
      <input {...shared} type="text" list={list} value={value} aria-describedby={hint} onChange={(event) => onChange(event.target.value)} />
      <datalist id={list}>
        {[...titles].map(([name, text]) => (
          <option key={name} value={name}>
            {text}
          </option>
        ))}
      </datalist>
      <p id={hint} className="quiet">
        {title ?? (value.trim() === '' || answer === null ? t('information.programHint') : t('information.programUnknown'))}
      </p>
    </>
  );
}
