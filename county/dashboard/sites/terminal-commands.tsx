import { Camera, Download, FileText, RefreshCw, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { commandOutcomes, commandRefusals } from '../../../contract/site/command-ends.ts';
import { commandKinds } from '../../../contract/site/commands.ts';
import type { CommandKind } from '../../../contract/site/commands.ts';
import { sitePaths } from '../../sites/schemas.ts';
import type { SiteCommand, SiteTerminal } from '../../sites/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { refusalText } from '../parts/refusal-text.ts';
import { sizeText } from '../parts/size-text.ts';
import { timeText } from '../parts/times.ts';
import { useTask } from '../parts/use-task.ts';
import { WideTable } from '../parts/wide-table.tsx';
import { Confirm } from '../publish/confirm.tsx';
import { askCommand, withdrawCommand } from './sites-api.ts';

type PlainKind = Exclude<CommandKind, 'fetch-issue'>;

const icons: Readonly<Record<PlainKind, typeof Camera>> = { 'send-logs': FileText, 'take-screenshot': Camera, 'update-now': RefreshCw, restart: RotateCw };

/** What people at the terminal notice is asked for twice. */
const disturbing: readonly CommandKind[] = ['update-now', 'restart', 'take-screenshot'];

interface TerminalCommandsProps {
  readonly terminal: SiteTerminal;
  readonly site: string;
  readonly onChanged: () => void;
}

/** Asks something of a terminal, and shows what was asked, by whom, and how it ended. */
export function TerminalCommands({ terminal: { journal, takesCommands, commands }, site, onChanged }: TerminalCommandsProps) {
  const { t } = useTranslation();
  const { busy, refusal, run } = useTask();
  const [confirming, setConfirming] = useState<PlainKind | null>(null);
  const begin = (does: PlainKind) => run(() => askCommand(site, { journal, does, issue: null }), onChanged);
  const kinds = commandKinds.filter((kind): kind is PlainKind => kind !== 'fetch-issue');
  return (
    <section>
      <h2>{t('command.title')}</h2>
      <p className="hint">{takesCommands ? t('command.hint') : t('command.takesNone')}</p>
      {takesCommands && (
        <div className="choose-buttons">
          {kinds.map((kind) => {
            const Icon = icons[kind];
            return (
              <button key={kind} type="button" disabled={busy} onClick={() => (disturbing.includes(kind) ? setConfirming(kind) : begin(kind))}>
                <Icon aria-hidden />
                {t(`command.${kind}`)}
              </button>
            );
          })}
        </div>
      )}
      {confirming !== null && (
        <Confirm title={t(`command.${confirming}`)} text={t('command.confirm')} action={t('command.ask')} onConfirm={() => begin(confirming)} onClose={() => setConfirming(null)} />
      )}
      {refusal !== null && (
        <p className="note note-error" role="alert">
          {refusalText(t, refusal)}
        </p>
      )}
      {commands.length > 0 && (
        <WideTable label={t('command.title')} low>
          <thead>
            <tr>
              <th scope="col">{t('command.what')}</th>
              <th scope="col">{t('command.asked')}</th>
              <th scope="col">{t('command.how')}</th>
              <th scope="col">
                <span className="hidden">{t('command.withdraw')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {commands.map((command) => (
              <Row key={command.id} command={command} busy={busy} onWithdraw={() => run(() => withdrawCommand(site, command.id), onChanged)} />
            ))}
          </tbody>
        </WideTable>
      )}
    </section>
  );
}

interface RowProps {
  readonly command: SiteCommand;
  readonly busy: boolean;
  readonly onWithdraw: () => void;
}

function Row({ command, busy, onWithdraw }: RowProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { id, does, issue, askedAt, askedBy, state, endedAt, result } = command;
  const kind = commandKinds.find((one) => one === does);
  return (
    <tr>
      <th scope="row">
        {kind === undefined ? does : t(`command.${kind}`)} {issue}
      </th>
      <td>
        {timeText(askedAt, language)}
        <span className="quiet titles">{askedBy}</span>
      </td>
      <td>
        <EndText command={command} />
        {endedAt !== null && <span className="quiet titles">{timeText(endedAt, language)}</span>}
        {result !== null && (
          <a className="titles" href={sitePaths.result(id)} target="_blank" rel="noreferrer">
            <Download aria-hidden /> {result.type.startsWith('image/') ? t('command.picture', { size: sizeText(result.bytes) }) : t('command.logs', { size: sizeText(result.bytes) })}
          </a>
        )}
      </td>
      <td>
        {(state === 'open' || state === 'sent') && (
          <button type="button" className="plain" disabled={busy} onClick={onWithdraw}>
            {t('command.withdraw')}
          </button>
        )}
      </td>
    </tr>
  );
}

function EndText({ command: { state, outcome, refusal, detail } }: { readonly command: SiteCommand }) {
  const { t } = useTranslation();
  const end = commandOutcomes.find((one) => one === outcome);
  if (state === 'done') return end === undefined ? t('command.state.done') : t(`command.outcome.${end}`);
  const reason = commandRefusals.find((one) => one === refusal);
  if (state === 'refused') {
    return (
      <>
        <span className="tag tag-waiting">{t('command.state.refused')}</span> {reason === undefined ? refusal : t(`command.refused.${reason}`)}
        {detail !== null && <span className="quiet titles">{detail}</span>}
      </>
    );
  }
  return t(`command.state.${state}`);
}
