import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { useMinutes } from '../../i18n/use-minutes.ts';
import './group-figures.css';

export interface GroupFiguresProps {
  readonly members: number;
  readonly guests: number;
  readonly playedSeconds: number;
  readonly lengthSeconds: number;
}

/** Who is here and how much was really played, in figures for the last row. */
export function GroupFigures({ members, guests, playedSeconds, lengthSeconds }: GroupFiguresProps): ReactNode {
  const { t } = useTranslation('group');
  const format = useFormat();
  const minutes = useMinutes();
  return (
    <dl className="group-figures">
      <div>
        <dt>{t('figures.members')}</dt>
        <dd>{format.number(members)}</dd>
      </div>
      <div>
        <dt>{t('figures.guests')}</dt>
        <dd>{format.number(guests)}</dd>
      </div>
      <div>
        <dt>{t('figures.played')}</dt>
        <dd>
          {format.share(playedSeconds / lengthSeconds)}
          <span className="group-figures__detail">
            {t('figures.playedOf', { played: minutes(Math.floor(playedSeconds)), length: minutes(lengthSeconds) })}
          </span>
        </dd>
      </div>
    </dl>
  );
}
