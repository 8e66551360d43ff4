import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../../contract/text.ts';
import type { SiteDownload, SiteTerminal } from '../../sites/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { refusalText } from '../parts/refusal-text.ts';
import { sizeText } from '../parts/size-text.ts';
import { timeText } from '../parts/times.ts';
import { useTask } from '../parts/use-task.ts';
import { WideTable } from '../parts/wide-table.tsx';
import { askCommand } from './sites-api.ts';

interface TerminalDownloadsProps {
  readonly terminal: SiteTerminal;
  readonly site: string;
  readonly mayAsk: boolean;
  readonly onAsked: () => void;
}

/** Which issues are here, on their way, or missing; and a way to ask for one first. */
export function TerminalDownloads({ terminal, site, mayAsk, onAsked }: TerminalDownloadsProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { busy, refusal, run } = useTask();
  const { downloads, downloadsToldAt, journal, takesCommands, commands } = terminal;
  const isAsked = (issue: string) => commands.some((one) => one.does === 'fetch-issue' && one.issue === issue && (one.state === 'open' || one.state === 'sent'));
  const whole = downloads.filter(({ state }) => state === 'whole').length;
  return (
    <section>
      <h2>{t('downloads.title')}</h2>
      {downloads.length === 0 ? (
        <p className="quiet">{t('publish.none')}</p>
      ) : (
        <p className="quiet">
          {t('downloads.whole', { whole, all: downloads.length })}
          {downloadsToldAt !== null && ` · ${t('downloads.toldAt', { at: timeText(downloadsToldAt, language) })}`}
        </p>
      )}
      {refusal !== null && (
        <p className="note note-error" role="alert">
          {refusalText(t, refusal)}
        </p>
      )}
      {downloads.length > 0 && (
        <WideTable label={t('downloads.title')} low>
          <thead>
            <tr>
              <th scope="col">{t('downloads.issue')}</th>
              <th scope="col">{t('site.state')}</th>
              <th scope="col" className="number">
                {t('downloads.size')}
              </th>
              {mayAsk && takesCommands && (
                <th scope="col">
                  <span className="hidden">{t('command.fetch-issue')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {downloads.map((download) => (
              <tr key={download.issue}>
                <th scope="row">
                  {download.number} {inLanguage(download.title, language)}
                </th>
                <td>
                  <StateText download={download} />
                </td>
                <td className="number">{sizeText(download.bytes)}</td>
                {mayAsk && takesCommands && (
                  <td>
                    {download.state !== 'whole' &&
                      (isAsked(download.issue) ? (
                        <span className="tag tag-going">{t('downloads.asked')}</span>
                      ) : (
                        <button type="button" disabled={busy} onClick={() => run(() => askCommand(site, { journal, does: 'fetch-issue', issue: download.issue }), onAsked)}>
                          {t('downloads.ask')}
                        </button>
                      ))}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
    </section>
  );
}

function StateText({ download: { state, doneBytes, bytes, completedAt } }: { readonly download: SiteDownload }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (state === 'whole') return completedAt === null ? t('downloads.state.whole') : t('downloads.wholeSince', { at: timeText(completedAt, language) });
  const share = bytes === 0 ? 0 : doneBytes / bytes;
  return (
    <>
      <span className="tag tag-waiting">{t(`downloads.state.${state}`)}</span>
      {doneBytes > 0 && (
        <>
          {' '}
          {new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(Math.floor(share * 100) / 100)}
        </>
      )}
    </>
  );
}
