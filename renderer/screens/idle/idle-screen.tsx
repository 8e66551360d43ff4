import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Clock } from '../../components/clock.tsx';
import { Poster } from '../../components/poster.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useNow } from '../../state/use-now.ts';
import { usePrograms } from '../../state/use-programs.ts';
import { useTopic } from '../../state/use-topic.ts';
import './idle-screen.css';

const SHOWN = 3;

/** While nobody is there: the time, and the programs that came last. It moves once a minute, so that nothing burns in. */
export function IdleScreen(): ReactNode {
  const { t } = useTranslation('idle');
  const format = useFormat();
  const now = useNow('minute');
  const { enrolment, openingHours } = useTopic('app');
  const here = usePrograms().filter(({ state }) => state.state === 'here');
  const shift = now.getMinutes() % 4;
  return (
    <div className={`idle idle--${shift}`} data-theme="dark">
      <div className="idle__top">
        <p className="idle__site">{enrolment === null ? t('common:product') : format.text(enrolment.site.name)}</p>
        <Clock large />
      </div>
      {here.length > 0 && (
        <section className="idle__new">
          <h2>{t('newest')}</h2>
          <ul className="idle__programs">
            {here.slice(0, SHOWN).map((program) => (
              <li key={program.id}>
                <Poster url={program.posterUrl} category={program.category} />
                <p className="idle__title">{format.text(program.title)}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="idle__foot">
        <p className="idle__wake">{t('wake')}</p>
        {openingHours !== null && <p>{t('open', openingHours)}</p>}
      </div>
    </div>
  );
}
