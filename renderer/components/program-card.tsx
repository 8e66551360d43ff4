import { Clock3 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ProgramView } from '../../contract/ipc/topics.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useMinutes } from '../i18n/use-minutes.ts';
import { focusMarks } from './button.tsx';
import { Poster } from './poster.tsx';
import { ProgramStateTag } from './program-state-tag.tsx';
import { Tag } from './tag.tsx';
import './program-card.css';

export interface ProgramCardProps {
  readonly program: ProgramView;
  readonly onPress: () => void;
  /** Its place among the chosen ones, from 1; null when it is not chosen. Left out where nothing is chosen. */
  readonly order?: number | null;
  readonly initialFocus?: boolean;
}

/** A program as one picks it: picture, title, length, category, and whether it is here. */
export function ProgramCard({ program, onPress, order, initialFocus = false }: ProgramCardProps): ReactNode {
  const { t } = useTranslation('common');
  const format = useFormat();
  const minutes = useMinutes();
  return (
    <AriaButton
      className="program-card"
      onPress={onPress}
      {...(order === undefined ? {} : { 'aria-pressed': order !== null })}
      {...focusMarks(initialFocus, program.id)}
    >
      <Poster url={program.posterUrl} category={program.category} />
      <span className="program-card__words">
        <span className="program-card__title">{format.text(program.title)}</span>
        <span className="program-card__facts">
          <Tag icon={Clock3}>{minutes(program.lengthSeconds)}</Tag>
          <Tag>{t(`category.${program.category}`)}</Tag>
          <ProgramStateTag state={program.state} />
        </span>
      </span>
      {order !== undefined && order !== null && (
        <span className="program-card__order">
          <span className="visually-hidden">{t('chosenAs')}</span>
          {format.number(order)}
        </span>
      )}
    </AriaButton>
  );
}
