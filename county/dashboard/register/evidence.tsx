import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterEntry } from '../../reports/register-list-schemas.ts';

type Picture = RegisterEntry['evidence'][number];

/** The pictures that a terminal took of a group viewing. */
export function Evidence({ journal, evidence }: { readonly journal: string; readonly evidence: readonly Picture[] }) {
  const { t } = useTranslation();
  return (
    <section>
      <h2>{t('register.evidence')}</h2>
      <ul className="evidence">
        {evidence.map((picture) => (
          <li key={picture.sha256}>
            <EvidencePicture journal={journal} picture={picture} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function EvidencePicture({ journal, picture: { sha256, moment, source, at } }: { readonly journal: string; readonly picture: Picture }) {
  const { t } = useTranslation();
  const [missing, setMissing] = useState(false);
  const moments: Readonly<Record<string, string>> = { start: t('register.moment.start'), middle: t('register.moment.middle'), end: t('register.moment.end') };
  const words = `${moments[moment] ?? moment} · ${source === 'camera' ? t('register.fromCamera') : t('register.fromScreen')} · ${at.slice(11, 16)}`;
  const address = `/v1/admin/evidence/${journal}/${sha256}`;
  return (
    <figure>
      {missing ? (
        <p className="quiet">{t('register.pictureMissing')}</p>
      ) : (
        <a href={address} target="_blank" rel="noreferrer">
          <img src={address} alt={words} loading="lazy" onError={() => setMissing(true)} />
        </a>
      )}
      <figcaption>{words}</figcaption>
    </figure>
  );
}
