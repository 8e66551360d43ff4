import { CircleCheck, Hourglass, KeyRound, UsersRound } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LearnerRow } from '../../../contract/ipc/learning.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ListRow } from '../../components/list.tsx';
import { Loading } from '../../components/loading.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { Screen } from '../../components/screen.tsx';
import { Tag } from '../../components/tag.tsx';
import { useToast } from '../../components/toast.tsx';
import { VirtualGrid } from '../../components/virtual-grid.tsx';
import { useMinutes } from '../../i18n/use-minutes.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useCall } from '../../state/use-call.ts';
import '../programs/find/finder.css';

/** For the operator: how everybody stands this year, those who lack most first. */
export function LearnersScreen(): ReactNode {
  const { t } = useTranslation('learning');
  const { back } = useNavigation();
  const { run, problem } = useCall('learning.learners');
  const [rows, setRows] = useState<readonly LearnerRow[] | null>(null);
  const [looked, setLooked] = useState<LearnerRow | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    void run({}).then((result) => {
      if (result.ok) setRows(result.value);
    });
  }, [run, turn]);
  const lacking = rows?.filter(({ missing }) => missing > 0).length ?? 0;
  return (
    <Screen
      // Drawn anew when the rows have come, so that focus begins on the first of them.
      key={rows === null ? 'waiting' : 'rows'}
      title={t('learners.title')}
      subtitle={rows === null ? undefined : t('learners.lacking', { count: lacking, all: rows.length })}
      onBack={back}
    >
      <ProblemMessage problem={problem} />
      {rows === null ? (
        problem === null && <Loading />
      ) : rows.length === 0 ? (
        <EmptyState icon={UsersRound} title={t('learners.none.title')} hint={t('learners.none.hint')} />
      ) : (
        <VirtualGrid
          className="issue-list"
          label={t('learners.title')}
          things={rows}
          keyOf={numberOf}
          draw={(row, isFirst) => <Learner row={row} initialFocus={isFirst} onPress={() => setLooked(row)} />}
        />
      )}
      {looked !== null && (
        <LearnerDialog
          row={looked}
          onClose={() => setLooked(null)}
          onReset={() => {
            setLooked(null);
            setTurn(turn + 1);
          }}
        />
      )}
    </Screen>
  );
}

const numberOf = ({ member }: LearnerRow): string => member.number;

function Learner({ row, initialFocus, onPress }: { readonly row: LearnerRow; readonly initialFocus: boolean; readonly onPress: () => void }): ReactNode {
  const { t } = useTranslation('learning');
  const minutes = useMinutes();
  const { member, chosen, done, missing, groups, seconds } = row;
  return (
    <ListRow
      title={t('learners.who', { name: member.name, number: member.number })}
      detail={t('learners.facts', { chosen, done, groups, hours: minutes(seconds) })}
      end={
        missing === 0 ? (
          <Tag tone="done" icon={CircleCheck}>
            {t('learners.enough')}
          </Tag>
        ) : (
          <Tag tone="waiting" icon={Hourglass}>
            {t('learners.missing', { count: missing })}
          </Tag>
        )
      }
      focusKey={member.number}
      initialFocus={initialFocus}
      onPress={onPress}
    />
  );
}

function LearnerDialog({ row, onClose, onReset }: { readonly row: LearnerRow; readonly onClose: () => void; readonly onReset: () => void }): ReactNode {
  const { t } = useTranslation('learning');
  const minutes = useMinutes();
  const toast = useToast();
  const reset = useCall('member.resetPin');
  const { member, chosen, done, missing, groups, seconds, hasPin } = row;
  const resetPin = async (): Promise<void> => {
    const result = await reset.run({ number: member.number });
    if (!result.ok) return;
    toast(t('learners.pinGone', { name: member.name }));
    onReset();
  };
  return (
    <Dialog
      title={t('learners.who', { name: member.name, number: member.number })}
      onClose={onClose}
      actions={
        <>
          {hasPin && (
            <Button icon={KeyRound} busy={reset.busy} onPress={() => void resetPin()}>
              {t('learners.resetPin')}
            </Button>
          )}
          <Button variant="primary" initialFocus onPress={onClose}>
            {t('common:understood')}
          </Button>
        </>
      }
    >
      <p>{t('learners.facts', { chosen, done, groups, hours: minutes(seconds) })}</p>
      <p>{missing === 0 ? t('learners.enough') : t('learners.missing', { count: missing })}</p>
      <p className="soft">{hasPin ? t('learners.hasPin') : t('learners.noPin')}</p>
      <ProblemMessage problem={reset.problem} />
    </Dialog>
  );
}
