import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupView } from '../../../contract/ipc/topics.ts';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import './program-progress.css';

/** How much of each program was really played. */
export function ProgramProgress({ programs }: { readonly programs: GroupView['programs'] }): ReactNode {
  const { t } = useTranslation('group');
  const format = useFormat();
  return (
    <ul className="program-progress" aria-label={t('figures.programs')}>
      {programs.map(({ program, title, playedSeconds, lengthSeconds }) => {
        const share = playedSeconds / lengthSeconds;
        return (
          <li key={program}>
            <ProgressBar label={format.text(title)} share={share} tone={share >= 0.99 ? 'done' : 'info'} />
          </li>
        );
      })}
    </ul>
  );
}
