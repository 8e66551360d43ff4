import { CircleCheck, PlayCircle, Sparkles } from 'lucide-react';
import { memo } from 'react';
import type { ReactNode } from 'react';
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
  /** Told the program, so that one function serves every card of a list. */
  readonly onPress: (program: ProgramView) => void;
  /** Its place among the chosen ones, from 1; null when it is not chosen. Left out where nothing is chosen. */
  readonly order?: number | null;
  /** Its issue was published of late. */
  readonly isNew?: boolean;
  /** Whoever is signed in has watched all of it. */
  readonly isDone?: boolean;
  /** How much of it they have seen, 0 to 1, where that is what one looks for. */
  readonly seenShare?: number | undefined;
  readonly initialFocus?: boolean;
}

/**
 * A program as one picks it: picture, title, length, category, and whether it is here. All cards are of one height. A plain
 * button: rows of them are drawn while somebody keeps an arrow key pressed.
 */
export const ProgramCard = memo(function ProgramCard({ program, onPress, order, isNew = false, isDone = false, seenShare, initialFocus = false }: ProgramCardProps): ReactNode {
  const { t } = useTranslation('common');
  const format = useFormat();
  const minutes = useMinutes();
  return (
    <button
      type="button"
      className="program-card"
      onClick={() => onPress(program)}
      {...(order === undefined ? {} : { 'aria-pressed': order !== null })}
      {...focusMarks(initialFocus, program.id)}
    >
      <span className="program-card__picture">
        <Poster url={program.posterUrl} category={program.category} />
        <span className="program-card__state">
          {isDone && (
            <Tag tone="done" icon={CircleCheck}>
              {t('programDone')}
            </Tag>
          )}
          {!isDone && seenShare !== undefined && (
            <Tag tone="info" icon={PlayCircle}>
              {t('programSeen', { share: format.share(seenShare) })}
            </Tag>
          )}
          {isNew && !isDone && (
            <Tag tone="done" icon={Sparkles}>
              {t('new')}
            </Tag>
          )}
          <ProgramStateTag state={program.state} />
        </span>
      </span>
      <span className="program-card__words">
        <span className="program-card__title">{format.text(program.title)}</span>
        <span className="program-card__facts">{t('programFacts', { length: minutes(program.lengthSeconds), category: t(`category.${program.category}`) })}</span>
      </span>
      {order !== undefined && order !== null && (
        <span className="program-card__order">
          <span className="visually-hidden">{t('chosenAs')}</span>
          {format.number(order)}
        </span>
      )}
    </button>
  );
});
