import type { CallResult, Stick } from '../../contract/ipc/calls.ts';
import type { StickWork } from '../../contract/ipc/topics.ts';
import type { PublicKey } from '../../contract/site/enrolment.ts';
import type { Information } from '../information/information.ts';
import type { Sender } from '../usage/envelope.ts';
import type { Journal } from '../usage/journal.ts';
import type { RefusedFile } from '../programs/stick/stick-documents.ts';
import { exportRecords, importReceipts, receiptsOn } from '../usage/stick.ts';
import { createCarrier } from './carrier.ts';
import type { Carrier, CarryOutcome, Load } from './carrier.ts';
import type { FindDrives } from './drive.ts';
import { settle } from './files.ts';
import { importInformation } from './information.ts';
import type { StickIssues } from './issues.ts';
import { createPluggedSticks } from './plugged.ts';
import type { PluggedStick } from './plugged.ts';
import { stickError } from './stick-problem.ts';

export interface SticksOptions {
  readonly find: FindDrives;
  readonly journal: Journal;
  readonly sender: Sender;
  readonly countyKey: PublicKey;
  readonly issues: StickIssues;
  readonly information: Pick<Information, 'accept' | 'version'>;
  /** The county has confirmed lines by way of a stick. */
  readonly onConfirmed: () => void;
  readonly onFault: (error: unknown) => void;
}

/** Sticks that are plugged in, and what is carried on them. What is begun goes on in the background: see `view`. */
export interface Sticks {
  readonly list: () => Promise<Stick[]>;
  /** The stick itself, for others who put something on it. Throws `stick-gone`. */
  readonly open: (stick: string) => Promise<PluggedStick>;
  /** Throws `stick-gone`, `stick-failing`. */
  readonly look: (stick: string) => Promise<CallResult<'stick.look'>>;
  /** These four resolve when the work has begun; they throw `stick-gone` and `stick-busy`. */
  readonly exportRecords: (stick: string, all: boolean) => Promise<void>;
  readonly importReceipts: (stick: string) => Promise<void>;
  readonly exportIssues: (stick: string, issues: readonly string[]) => Promise<void>;
  readonly importIssues: (stick: string) => Promise<void>;
  readonly cancel: () => void;
  /** The topic `stickWork`. */
  readonly view: () => StickWork | null;
  readonly onChanged: Carrier['onChanged'];
  readonly close: () => Promise<void>;
}

export function createSticks({ find, journal, sender, countyKey, issues, information, onConfirmed, onFault }: SticksOptions): Sticks {
  const plugged = createPluggedSticks(find);
  const carrier = createCarrier({ onFault });
  const closing = new AbortController();

  /** Begins to carry; whatever ends it well, ends it only when the stick may be pulled out. */
  const begin = async (id: string, kind: StickWork['kind'], writes: boolean, carry: (stick: string, ...rest: Parameters<Load['carry']>) => Promise<CarryOutcome>): Promise<void> => {
    const stick = await plugged.open(id);
    carrier.begin({
      kind,
      stick: stick.name,
      carry: (progress, signal) =>
        onStick(stick, writes, async () => {
          const outcome = await carry(stick.path, progress, signal);
          if (writes) await settle(stick.path, signal);
          await stick.require();
          return outcome;
        }),
    });
  };

  return {
    list: plugged.list,
    open: plugged.open,
    look: async (id) => {
      const stick = await plugged.open(id);
      return onStick(stick, true, async () => {
        const receipts = await receiptsOn(stick.path, sender.journal);
        const { issues: found, refused } = await issues.survey({ stick: stick.path, signal: closing.signal });
        return { receipts: receipts.length, issues: found, refused };
      });
    },
    exportRecords: (id, all) =>
      begin(id, 'export-records', true, async (stick, progress, signal) => {
        const { lines, files, ended } = await exportRecords({
          journal,
          sender,
          stick,
          signal,
          ...(all ? { from: journal.firstKept } : {}),
          onProgress: (sofar) => progress(sofar.lines, sofar.ofLines),
        });
        return { outcome: 'records-exported', lines, files, full: ended === 'full' };
      }),
    importReceipts: (id) =>
      begin(id, 'import-receipts', false, async (stick, progress, signal) => {
        const { taken, confirmed, refused } = await importReceipts({
          journal,
          journalId: sender.journal,
          countyKey,
          stick,
          signal,
          onProgress: ({ files, ofFiles }) => progress(files, ofFiles),
        });
        if (taken > 0) onConfirmed();
        return { outcome: 'receipts-imported', taken, confirmed, refused: refused.length };
      }),
    exportIssues: (id, chosen) =>
      begin(id, 'export-issues', true, async (stick, progress, signal) => ({
        outcome: 'issues-exported',
        ...(await issues.exportIssues({ stick, issues: chosen, signal, onProgress: ({ doneBytes, totalBytes }) => progress(doneBytes, totalBytes) })),
      })),
    importIssues: (id) =>
      begin(id, 'import-issues', false, async (stick, progress, signal) => {
        // Before the films: it is what people ask for every day, and there in seconds.
        const refused: RefusedFile[] = [];
        const version = await importInformation(information, stick, refused);
        const imported = await issues.importIssues({ stick, signal, onProgress: ({ doneBytes, totalBytes }) => progress(doneBytes, totalBytes) });
        return { outcome: 'issues-imported', issues: imported.issues, refused: [...refused, ...imported.refused], information: version };
      }),
    cancel: carrier.cancel,
    view: carrier.view,
    onChanged: carrier.onChanged,
    close: async () => {
      closing.abort();
      await carrier.close();
    },
  };
}

/** Does something with a stick; errors of disks come out as what happened to the stick. */
async function onStick<T>(stick: PluggedStick, writes: boolean, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw await stickError(error, stick, writes);
  }
}
