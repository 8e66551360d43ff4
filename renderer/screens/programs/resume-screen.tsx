import { FastForward, RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgramView } from '../../../contract/ipc/topics.ts';
import { Screen } from '../../components/screen.tsx';
import { Tile } from '../../components/tile.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { timeText } from '../../player/time-text.ts';
import './programs.css';

export interface ResumeScreenProps {
  readonly program: ProgramView;
  /** Media seconds at which this member left it. */
  readonly resumeAt: number;
  /** Told the media seconds to begin at. */
  readonly onBegin: (position: number) => void;
  readonly onBack: () => void;
}

/** Where to begin a program that one has seen a part of. */
export function ResumeScreen({ program, resumeAt, onBegin, onBack }: ResumeScreenProps): ReactNode {
  const { t } = useTranslation('programs');
  const format = useFormat();
  return (
    <Screen title={format.text(program.title)} subtitle={t('resume.question')} onBack={onBack} centred>
      <div className="programs__pair" data-focus-group>
        <Tile
          colour="main"
          icon={FastForward}
          title={t('resume.goOn', { position: timeText(resumeAt) })}
          hint={t('resume.goOnHint')}
          initialFocus
          onPress={() => onBegin(resumeAt)}
        />
        <Tile icon={RotateCcw} title={t('resume.again')} hint={t('resume.againHint')} onPress={() => onBegin(0)} />
      </div>
    </Screen>
  );
}
