import { Save, UsersRound } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PastViewingDetail } from '../../../../contract/ipc/hall-topics.ts';
import { groupViewingKinds } from '../../../../contract/usage/event.ts';
import { Button } from '../../../components/button.tsx';
import { Choices } from '../../../components/choices.tsx';
import { ProblemMessage } from '../../../components/message.tsx';
import { Screen } from '../../../components/screen.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { useCall } from '../../../state/use-call.ts';
import type { PeopleDraft } from '../people-desk.ts';
import { PeopleForm } from '../people-form.tsx';
import { useCorrectionText } from './use-correction-text.ts';
import '../schedule/stepper.css';

const MOST_NOTE = 500;
const MOST_REASON = 300;

export interface CorrectViewingProps {
  readonly detail: PastViewingDetail;
  readonly onDone: (corrected: PastViewingDetail) => void;
  readonly onCancel: () => void;
}

/** Says how it really was. What is saved is a new record that names its reason; the old one stays beside it. */
export function CorrectViewing({ detail, onDone, onCancel }: CorrectViewingProps): ReactNode {
  const { t } = useTranslation('hall');
  const format = useFormat();
  const correctionText = useCorrectionText();
  const { now } = detail;
  const [kind, setKind] = useState(now.kind);
  const [people, setPeople] = useState<PeopleDraft>({ members: now.members, guests: now.guests });
  const [note, setNote] = useState(now.note);
  const [reason, setReason] = useState('');
  const [open, setOpen] = useState(false);
  const { run, busy, problem } = useCall('group.correct');

  const changes = useMemo(() => {
    const before = new Set<string>(now.members.map(({ number }) => number));
    const after = new Set<string>(people.members.map(({ number }) => number));
    return {
      kind: kind === now.kind ? null : kind,
      added: people.members.filter(({ number }) => !before.has(number)),
      removed: now.members.filter(({ number }) => !after.has(number)),
      guests: people.guests === now.guests ? null : people.guests,
      note: note.trim() === now.note ? null : note.trim(),
    };
  }, [now, kind, people, note]);
  const says = changes.kind !== null || changes.added.length > 0 || changes.removed.length > 0 || changes.guests !== null || changes.note !== null;

  const save = async (): Promise<void> => {
    const members = changes.added.length + changes.removed.length === 0 ? null : people.members.map(({ number }) => number);
    const result = await run({ viewing: detail.viewing, kind: changes.kind, members, guests: changes.guests, note: changes.note, reason: reason.trim() });
    if (result.ok) onDone(result.value);
  };
  if (open) return <PeopleForm title={t('correct.who')} people={people} onChange={setPeople} onDone={() => setOpen(false)} />;
  return (
    <Screen
      title={t('correct.title')}
      subtitle={t('past.when', { from: format.moment(detail.startedAt), to: format.time(detail.endedAt) })}
      onBack={onCancel}
      backLabel={t('correct.cancel')}
      actions={
        <Button variant="primary" icon={Save} busy={busy} disabled={!says || reason.trim() === ''} focusKey="save" onPress={() => void save()}>
          {t('correct.save')}
        </Button>
      }
    >
      <div className="form-rows">
        <div className="form-row">
          <span className="form-row__label">{t('plan.kind')}</span>
          <Choices label={t('plan.kind')} value={kind} onChange={setKind} options={groupViewingKinds.map((value) => ({ value, label: t(`kind.${value}`) }))} />
        </div>
        <div className="form-row">
          <span className="form-row__label">{t('correct.who')}</span>
          <Button icon={UsersRound} initialFocus focusKey="people" onPress={() => setOpen(true)}>
            {t('correct.people', { members: people.members.length, guests: people.guests })}
          </Button>
        </div>
        <TextField label={t('correct.note')} value={note} onChange={setNote} maxLength={MOST_NOTE} focusKey="note" />
        <TextField label={t('correct.reason')} hint={t('correct.reasonHint')} value={reason} onChange={setReason} maxLength={MOST_REASON} focusKey="reason" />
        <p className="correct__changes" role="status">
          {says ? correctionText(changes) : t('correct.nothingYet')}
        </p>
        <ProblemMessage problem={problem} />
      </div>
    </Screen>
  );
}
