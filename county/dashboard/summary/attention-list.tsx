import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import { attentionKinds } from '../../attention/schemas.ts';
import type { Attention, AttentionKind } from '../../attention/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { ErrorNote } from '../parts/error-note.tsx';
import { sizeText } from '../parts/size-text.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { addressOf } from '../parts/use-page.ts';
import { useDuration } from '../records/clock-text.tsx';
import { siteName } from '../records/site-name.ts';
import { askAttention, attentionQuestion } from './overview-api.ts';

/** What a person should look at: each kind with how many sites, and each site with why and where to go. */
export function AttentionList({ township }: { readonly township: string | null }) {
  const { t } = useTranslation();
  const { answer, loading, refusal, tryAgain } = useAnswer(attentionQuestion(township), askAttention);
  const groups = attentionKinds
    .map((kind) => ({ kind, findings: answer?.findings.filter((finding) => finding.kind === kind) ?? [] }))
    .filter(({ findings }) => findings.length > 0);
  return (
    <section aria-busy={loading} className="attention">
      <h2>{t('attention.title')}</h2>
      {refusal !== null && !loading && <ErrorNote refusal={refusal} onTryAgain={tryAgain} />}
      {answer === null && loading && <p className="quiet">{t('loading')}</p>}
      {answer !== null && groups.length === 0 && (
        <p className="note note-done">
          <CircleCheck aria-hidden />
          {t('attention.none', { sites: answer.sites })}
        </p>
      )}
      <div className="attention-groups">
        {groups.map(({ kind, findings }) => (
          <Group key={kind} kind={kind} findings={findings} />
        ))}
      </div>
    </section>
  );
}

function Group({ kind, findings }: { readonly kind: AttentionKind; readonly findings: readonly Attention[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const detail = useDetail();
  return (
    <details className={`attention-group attention-${kind}`}>
      <summary>
        <span className="attention-kind">{t(`attention.kind.${kind}`)}</span> <span className="tag tag-waiting">{t('attention.sites', { number: new Set(findings.map(({ site }) => site)).size })}</span>
      </summary>
      <p className="hint">{t(`attention.todo.${kind}`)}</p>
      <ul>
        {findings.map((finding) => (
          <li key={`${finding.site} ${finding.journal ?? ''}`}>
            <a href={leadsTo(finding)}>{siteName(finding, language)}</a>
            <span>{detail(finding)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Records are looked at on the page of the records, everything else on that of the site. */
function leadsTo(finding: Attention): string {
  switch (finding.kind) {
    case 'doctored':
    case 'forked':
    case 'impossible':
    case 'lacking':
    case 'clock-wrong':
      return addressOf({ at: 'journal', journal: finding.journal });
    default:
      return addressOf({ at: 'site', site: finding.site });
  }
}

/** Says of a finding what is special about it. */
function useDetail(): (finding: Attention) => string {
  const { t } = useTranslation();
  const duration = useDuration();
  return (finding) => {
    switch (finding.kind) {
      case 'doctored':
      case 'forked':
        return t('attention.places', { number: finding.places });
      case 'impossible':
        return t('attention.events', { number: finding.events });
      case 'lacking':
        return t('attention.lines', { number: finding.lines, runs: runsText(t, finding.runs) });
      case 'silent':
        return finding.days === null ? t('sites.never') : t('sites.silent', { days: finding.days });
      case 'no-terminal':
        return t('attention.noTerminal');
      case 'idle':
        return finding.days === null ? t('attention.neverUsed') : t('attention.unused', { days: finding.days });
      case 'disk-full':
        return finding.diskBytes === null
          ? t('attention.free', { free: sizeText(finding.freeBytes) })
          : t('attention.freeOf', { free: sizeText(finding.freeBytes), all: sizeText(finding.diskBytes) });
      case 'clock-wrong':
        return finding.offsetMs > 0 ? t('records.clock.ahead', { by: duration(finding.offsetMs) }) : t('records.clock.behind', { by: duration(finding.offsetMs) });
      case 'safe-mode':
        return t('attention.safeMode');
      case 'old-version':
        return t('attention.version', { version: finding.version, newest: finding.newest });
    }
  };
}

function runsText(t: TFunction, runs: readonly { readonly first: number; readonly last: number }[]): string {
  return runs.map(({ first, last }) => (first === last ? t('findings.line', { seq: first }) : t('findings.run', { first, last }))).join(t('listComma'));
}
