import { CircleCheck, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberCopy } from '../../../contract/usage/event.ts';
import { Button } from '../../components/button.tsx';
import type { CheckInOutcome } from './people-desk.ts';

/** Who was checked in last, with a way to take that back at once. */
export function LastCheckIn({ last, onUndo }: { readonly last: CheckInOutcome | null; readonly onUndo: (member: MemberCopy) => void }): ReactNode {
  const { t } = useTranslation('group');
  const good = last?.kind === 'done' || last?.kind === 'already' ? last : null;
  return (
    <div className="check-in__last">
      <div role="status">
        {good !== null && (
          <p className="check-in__good">
            <CircleCheck aria-hidden />
            <span>{t(`checkIn.${good.kind}`, { name: good.member.name, number: good.member.number })}</span>
          </p>
        )}
      </div>
      {good?.kind === 'done' && (
        <Button icon={Undo2} variant="quiet" focusKey="undo" label={t('checkIn.undoWhom', { name: good.member.name })} onPress={() => onUndo(good.member)}>
          {t('checkIn.undo')}
        </Button>
      )}
    </div>
  );
}
