import { Send } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { informationKinds } from '../../../../contract/information/item.ts';
import type { InformationKind } from '../../../../contract/information/item.ts';
import { MAX_QUESTION, questionSchema } from '../../../../contract/usage/lookup-events.ts';
import { Button } from '../../../components/button.tsx';
import { Choices } from '../../../components/choices.tsx';
import { KeyPad } from '../../../components/key-pad.tsx';
import { Message, ProblemMessage } from '../../../components/message.tsx';
import { Screen } from '../../../components/screen.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { useToast } from '../../../components/toast.tsx';
import { useNavigation } from '../../../navigation/navigation.tsx';
import { useCall } from '../../../state/use-call.ts';
import { kindLooks } from '../kinds.ts';
import type { InformationScreens } from '../routes.ts';
import { isLettersOnly } from './letters-only.ts';
import '../information.css';

const PHONE_LENGTH = 20;
const NAME_LENGTH = 20;

/** What one looked for in vain becomes a question: with a kind, and a name and telephone for who wants to be called. */
export function AskScreen({ text: typed, search }: InformationScreens['information-ask']): ReactNode {
  const { t } = useTranslation('information');
  const { back, replace } = useNavigation();
  const toast = useToast();
  const ask = useCall('questions.ask');
  const [text, setText] = useState(typed);
  const [kind, setKind] = useState<InformationKind | 'other'>('other');
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [pressed, setPressed] = useState(false);
  const question = questionSchema.safeParse({ text, kind: kind === 'other' ? null : kind, name: name.trim() === '' ? null : name, phone: phone.trim() === '' ? null : phone });
  const lettersOnly = isLettersOnly(text);

  const send = async (): Promise<void> => {
    setPressed(true);
    if (!question.success || ask.busy) return;
    const result = await ask.run({ ...question.data, search });
    if (!result.ok) return;
    toast(t('ask.sent'));
    replace('information-board');
  };
  return (
    <Screen
      title={t('ask.title')}
      subtitle={t('ask.how')}
      onBack={back}
      actions={
        <Button variant="primary" large icon={Send} focusKey="send" busy={ask.busy} initialFocus={typed !== ''} onPress={() => void send()}>
          {t('ask.send')}
        </Button>
      }
    >
      <ProblemMessage problem={ask.problem} />
      {pressed && !question.success && <Message tone="error" what={t(text.trim() === '' ? 'ask.empty' : 'ask.phoneShort')} />}
      <div className="ask">
        <div className="ask__words">
          <TextField
            label={t('ask.text')}
            value={text}
            onChange={setText}
            maxLength={MAX_QUESTION}
            focusKey="text"
            initialFocus={typed === ''}
            {...(lettersOnly ? { hint: t('ask.lettersOnly') } : {})}
          />
          <div className="ask__kind">
            <p className="text-field__label">{t('ask.kind')}</p>
            <Choices
              label={t('ask.kind')}
              value={kind}
              onChange={setKind}
              options={[...informationKinds.map((value) => ({ value, label: t(`kind.${value}`), icon: kindLooks[value].icon })), { value: 'other' as const, label: t('ask.other') }]}
            />
          </div>
          <div className="ask__who">
            <TextField label={t('ask.name')} value={name} onChange={setName} maxLength={NAME_LENGTH} focusKey="name" />
            <TextField label={t('ask.phone')} value={phone} onChange={setPhone} maxLength={PHONE_LENGTH} focusKey="phone" />
          </div>
          <p className="small soft">{t('ask.private')}</p>
        </div>
        <KeyPad
          layout="digits"
          label={t('ask.pad')}
          onKey={(digit) => setPhone((before) => `${before}${digit}`.slice(0, PHONE_LENGTH))}
          onErase={() => setPhone((before) => before.slice(0, -1))}
        />
      </div>
    </Screen>
  );
}
