import { Flag, GraduationCap } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgramId } from '../../../contract/programs/program.ts';
import { groupViewingKinds } from '../../../contract/usage/event.ts';
import type { GroupViewingKind } from '../../../contract/usage/event.ts';
import { Message, ProblemMessage } from '../../components/message.tsx';
import { Screen } from '../../components/screen.tsx';
import { Tile } from '../../components/tile.tsx';
import { useMinutes } from '../../i18n/use-minutes.ts';
import { useCall } from '../../state/use-call.ts';
import { isHere } from '../../state/program-state.ts';
import { usePrograms } from '../../state/use-programs.ts';
import { chosenPrograms, totalLength } from './selection.ts';
import './choose-kind.css';

const icons: Readonly<Record<GroupViewingKind, LucideIcon>> = { 'party-class': Flag, training: GraduationCap };

/** Step two: what kind of gathering it is. With it the viewing is on record and check-in begins. */
export function ChooseKind({ chosen, onBack }: { readonly chosen: readonly ProgramId[]; readonly onBack: () => void }): ReactNode {
  const { t } = useTranslation('group');
  const minutes = useMinutes();
  const selected = chosenPrograms(usePrograms(), chosen);
  const arriving = selected.filter((program) => !isHere(program)).length;
  const { run, busy, problem } = useCall('group.open');
  const open = (kind: GroupViewingKind): void => {
    if (!busy) void run({ kind, programs: selected.map(({ id }) => id) });
  };
  return (
    <Screen
      title={t('kind.title')}
      subtitle={t('programs.chosen', { count: selected.length, length: minutes(totalLength(selected)) })}
      onBack={onBack}
      centred
    >
      <div className="choose-kind">
        {groupViewingKinds.map((kind, index) => (
          <Tile
            key={kind}
            icon={icons[kind]}
            colour={kind === 'party-class' ? 'danger' : 'done'}
            title={t(`common:groupKind.${kind}`)}
            hint={t(`kind.hint.${kind}`)}
            initialFocus={index === 0}
            onPress={() => open(kind)}
          />
        ))}
      </div>
      {arriving > 0 && <Message tone="warning" what={t('programs.arriving', { count: arriving })} todo={t('programs.arrivingTodo')} />}
      <ProblemMessage problem={problem} />
    </Screen>
  );
}
