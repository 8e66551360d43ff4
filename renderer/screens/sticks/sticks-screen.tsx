import { Lock, Usb } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { List, ListRow } from '../../components/list.tsx';
import { Loading } from '../../components/loading.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { Screen } from '../../components/screen.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { PlugIn } from './plug-in.tsx';
import { useSticks } from './use-sticks.ts';
import { WorkNote } from './work-note.tsx';
import './sticks.css';

/** Which stick? Those that are plugged in show up and go by themselves. */
export function SticksScreen(): ReactNode {
  const { t } = useTranslation('sticks');
  const format = useFormat();
  const { go, back } = useNavigation();
  const { sticks, problem } = useSticks();
  const list = useRef<HTMLDivElement>(null);
  const none = sticks === null || sticks.length === 0;
  useEffect(() => {
    // Who has just plugged a stick in goes on with it.
    if (!none) list.current?.querySelector('button')?.focus();
  }, [none]);
  return (
    <Screen title={t('title')} subtitle={none ? undefined : t('choose')} onBack={back} actions={<WorkNote />}>
      <ProblemMessage problem={problem} />
      {sticks === null && problem === null && <Loading />}
      {sticks?.length === 0 && <PlugIn />}
      {sticks !== null && sticks.length > 0 && (
        <div className="scroll" ref={list}>
          <List label={t('choose')}>
            {sticks.map(({ id, name, freeBytes, totalBytes, readOnly }) => (
              <ListRow
                key={id}
                focusKey={id}
                icon={Usb}
                title={name}
                detail={t('room', { free: format.bytes(freeBytes), total: format.bytes(totalBytes) })}
                end={
                  readOnly && (
                    <Tag icon={Lock} tone="waiting">
                      {t('readOnly')}
                    </Tag>
                  )
                }
                onPress={() => go('stick', { id, name })}
              />
            ))}
          </List>
        </div>
      )}
    </Screen>
  );
}
