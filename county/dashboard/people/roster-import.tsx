import { ArrowLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../parts/use-page.ts';
import { ImportSteps } from './import-steps.tsx';

/** The import of a file with the members of many sites. */
export function RosterImport() {
  const { t } = useTranslation();
  return (
    <main className="page">
      <p className="back">
        <a href={addressOf({ at: 'people' })}>
          <ArrowLeft aria-hidden />
          {t('people.title')}
        </a>
      </p>
      <h1>{t('people.import')}</h1>
      <ImportSteps site={null} onPublished={() => undefined} />
    </main>
  );
}
