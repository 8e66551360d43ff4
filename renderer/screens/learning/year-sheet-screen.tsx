import { HardDriveDownload, Printer, Usb } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Stick } from '../../../contract/ipc/calls.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { List, ListRow } from '../../components/list.tsx';
import { Message, ProblemMessage } from '../../components/message.tsx';
import { Screen } from '../../components/screen.tsx';
import { Scroll } from '../../components/scroll.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useCall } from '../../state/use-call.ts';
import { useTopic } from '../../state/use-topic.ts';
import { SignedOut } from './signed-out.tsx';
import { YearSheet } from './year-sheet.tsx';
import './learning-screen.css';

type Note = { readonly kind: 'no-stick' } | { readonly kind: 'saved'; readonly file: string; readonly stick: string } | null;

/** The year on paper, before it is printed or saved to a stick. */
export function YearSheetScreen(): ReactNode {
  const { t } = useTranslation('learning');
  const format = useFormat();
  const { back } = useNavigation();
  const learning = useTopic('learning');
  const sticks = useCall('sheet.sticks');
  const save = useCall('sheet.save');
  const print = useCall('app.print');
  const [found, setFound] = useState<readonly Stick[]>([]);
  const [note, setNote] = useState<Note>(null);
  if (learning === null) return <SignedOut />;

  const saveTo = async (stick: Stick): Promise<void> => {
    setFound([]);
    const result = await save.run({ stick: stick.id });
    if (result.ok) setNote({ kind: 'saved', file: result.value.file, stick: stick.name });
  };
  const look = async (): Promise<void> => {
    setNote(null);
    const result = await sticks.run({});
    if (!result.ok) return;
    const [only, ...more] = result.value;
    if (only === undefined) setNote({ kind: 'no-stick' });
    else if (more.length === 0) await saveTo(only);
    else setFound(result.value);
  };
  return (
    <Screen
      title={t('sheet.heading')}
      onBack={back}
      actions={
        <>
          <Button icon={Printer} focusKey="print" busy={print.busy} onPress={() => void print.run({})}>
            {t('sheet.print')}
          </Button>
          <Button variant="primary" icon={HardDriveDownload} focusKey="save" initialFocus busy={sticks.busy || save.busy} onPress={() => void look()}>
            {t('sheet.save')}
          </Button>
        </>
      }
    >
      <ProblemMessage problem={save.problem ?? sticks.problem ?? print.problem} />
      {note?.kind === 'no-stick' && <Message tone="warning" what={t('sheet.noStick.what')} todo={t('sheet.noStick.todo')} />}
      {note?.kind === 'saved' && <Message tone="done" what={t('sheet.saved', { stick: note.stick })} todo={t('sheet.pullOut')} technical={note.file} />}
      <Scroll label={t('sheet.heading')}>
        <YearSheet learning={learning} />
      </Scroll>
      {found.length > 0 && (
        <Dialog title={t('sheet.which')} onClose={() => setFound([])} actions={<Button onPress={() => setFound([])}>{t('common:cancel')}</Button>}>
          <List label={t('sheet.which')}>
            {found.map((stick, index) => (
              <ListRow key={stick.id} icon={Usb} title={stick.name} detail={format.bytes(stick.freeBytes)} focusKey={stick.id} initialFocus={index === 0} onPress={() => void saveTo(stick)} />
            ))}
          </List>
        </Dialog>
      )}
    </Screen>
  );
}
