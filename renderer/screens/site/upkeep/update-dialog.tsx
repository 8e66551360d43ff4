import { CloudDownload, RotateCcw, Usb } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Message, ProblemMessage } from '../../../components/message.tsx';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { useCall } from '../../../state/use-call.ts';
import { useTopic } from '../../../state/use-topic.ts';
import { useSticks } from '../../sticks/use-sticks.ts';

/** Which version runs, whether there is a newer one, and going over to it. By itself that happens at night. */
export function UpdateDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('upkeep');
  const format = useFormat();
  const update = useTopic('update');
  const { sticks } = useSticks();
  const look = useCall('update.look');
  const apply = useCall('update.apply');
  const { state, version, next, givenUp } = update;
  const mayLook = state === 'none';
  return (
    <Dialog
      title={t('update.title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('close')}</Button>
          {mayLook &&
            sticks?.map(({ id, name }) => (
              <Button key={id} icon={Usb} busy={look.busy} focusKey={id} onPress={() => void look.run({ stick: id })}>
                {t('update.fromStick', { name })}
              </Button>
            ))}
          {mayLook && (
            <Button variant="primary" icon={CloudDownload} busy={look.busy} initialFocus onPress={() => void look.run({ stick: null })}>
              {t('update.look')}
            </Button>
          )}
          {state === 'ready' && (
            <Button variant="primary" icon={RotateCcw} busy={apply.busy} initialFocus onPress={() => void apply.run({})}>
              {t('update.apply')}
            </Button>
          )}
        </>
      }
    >
      <p>{t('update.now', { version })}</p>
      {state === 'cannot' && <Message tone="info" what={t('update.cannot')} />}
      {state === 'fetching' && (
        <>
          <ProgressBar
            label={t('update.fetching', { next, done: format.bytes(update.doneBytes), total: format.bytes(update.totalBytes) })}
            share={update.doneBytes / Math.max(1, update.totalBytes)}
          />
        </>
      )}
      {state === 'ready' && <Message tone="done" what={t('update.ready', { next })} todo={t('update.readyTodo')} />}
      {givenUp !== null && <Message tone="warning" what={t('update.givenUp', { version: givenUp })} />}
      <ProblemMessage problem={look.problem ?? apply.problem} tone={look.problem?.code === 'update-not-newer' ? 'info' : 'error'} />
    </Dialog>
  );
}
