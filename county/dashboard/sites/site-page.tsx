import { ArrowLeft, Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../accounts/schemas.ts';
import type { SiteDetail } from '../../sites/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { addressOf } from '../parts/use-page.ts';
import { siteName } from '../records/site-name.ts';
import { ViewingRegister } from '../records/viewing-register.tsx';
import { SiteCodes } from './site-codes.tsx';
import { SiteForm } from './site-form.tsx';
import { askSite } from './sites-api.ts';
import { TerminalCommands } from './terminal-commands.tsx';
import { TerminalDownloads } from './terminal-downloads.tsx';
import { TerminalHealth } from './terminal-health.tsx';

interface SitePageProps {
  readonly site: string;
  readonly person: Person;
  readonly onSignedOut: () => void;
}

/** Everything about one site: its terminal's health, downloads, records and viewings, its codes, and what is asked of it. */
export function SitePage({ site, person, onSignedOut }: SitePageProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(0);
  const state = useAnswer(`${site} ${asked}`, askSite);
  const back = (
    <p className="back">
      <a href={addressOf({ at: 'sites' })}>
        <ArrowLeft aria-hidden />
        {t('register.sites')}
      </a>
    </p>
  );
  return (
    <PageFrame state={state} onSignedOut={onSignedOut} above={back}>
      {(answer) => <Site detail={answer} mayChange={person.role !== 'township-staff'} onChanged={() => setAsked(asked + 1)} />}
    </PageFrame>
  );
}

interface SiteProps {
  readonly detail: SiteDetail;
  readonly mayChange: boolean;
  readonly onChanged: () => void;
}

function Site({ detail: { site, codes, terminals }, mayChange, onChanged }: SiteProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [renaming, setRenaming] = useState(false);
  const [terminal, ...earlier] = terminals;
  return (
    <>
      <div className="heading">
        <h1>{siteName(site, language)}</h1>
        {mayChange && (
          <button type="button" onClick={() => setRenaming(true)}>
            <Pencil aria-hidden />
            {t('site.rename')}
          </button>
        )}
      </div>
      {renaming && (
        <SiteForm
          townships={[site.township]}
          known={site}
          onClose={() => setRenaming(false)}
          onDone={() => {
            setRenaming(false);
            onChanged();
          }}
        />
      )}
      {terminal === undefined && <p className="note">{t('site.noTerminalYet')}</p>}
      {terminal !== undefined && (
        <>
          <TerminalHealth terminal={terminal} />
          <TerminalDownloads terminal={terminal} site={site.id} mayAsk={mayChange} onAsked={onChanged} />
          {mayChange && <TerminalCommands terminal={terminal} site={site.id} onChanged={onChanged} />}
          <ViewingRegister site={site.id} journal={terminal.journal} />
        </>
      )}
      {mayChange && <SiteCodes site={site} codes={codes} hasTerminal={terminal !== undefined} onChanged={onChanged} />}
      {earlier.length > 0 && (
        <section>
          <h2>{t('site.earlier')}</h2>
          <ul className="plain-list">
            {earlier.map(({ journal, version, enrolledAt }) => (
              <li key={journal}>
                <a href={addressOf({ at: 'journal', journal })}>{t('site.earlierOne', { day: enrolledAt.slice(0, 10), version })}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
