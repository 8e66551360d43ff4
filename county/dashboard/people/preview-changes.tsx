import { useTranslation } from 'react-i18next';
import type { RosterPreview } from '../../people/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { siteName } from '../records/site-name.ts';

/** What a file would change, site by site. */
export function PreviewChanges({ sites }: Pick<RosterPreview, 'sites'>) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <ul className="roster-changes">
      {sites.map((site) => {
        const { added, changed, gone, kept } = site;
        return (
          <li key={site.site}>
            <details open={sites.length === 1}>
              <summary>
                {siteName(site, language)}
                <span className="quiet">{t('people.changes', { added: added.length, changed: changed.length, gone: gone.length, kept })}</span>
              </summary>
              <ul className="changes">
                {added.map(({ number, name }) => (
                  <li key={number} className="added">{`+ ${number} ${name}`}</li>
                ))}
                {changed.map(({ number, was, is }) => (
                  <li key={number} className="changed">{`${number} ${was} → ${is}`}</li>
                ))}
                {gone.map(({ number, name }) => (
                  <li key={number} className="gone">{`− ${number} ${name}`}</li>
                ))}
              </ul>
            </details>
          </li>
        );
      })}
    </ul>
  );
}
