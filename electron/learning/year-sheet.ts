import type { Stick } from '../../contract/ipc/calls.ts';
import type { MemberCopy } from '../../contract/usage/event.ts';
import type { FindDrives } from '../sticks/drive.ts';
import { settle, writeFileOn } from '../sticks/files.ts';
import { createPluggedSticks } from '../sticks/plugged.ts';
import { stickError } from '../sticks/stick-problem.ts';

/** Puts a member's year sheet on a stick: the one thing that is carried without the operator, for it is the member's own. */
export interface YearSheets {
  readonly sticks: () => Promise<Stick[]>;
  /** Resolves with the file's name when the stick may be pulled out. Throws `stick-gone`, `stick-full`, `stick-read-only`, `stick-failing`. */
  readonly save: (stick: string, member: MemberCopy, year: number, pdf: Uint8Array) => Promise<string>;
  readonly close: () => void;
}

export function createYearSheets(find: FindDrives): YearSheets {
  const plugged = createPluggedSticks(find);
  const closing = new AbortController();
  return {
    sticks: plugged.list,
    save: async (id, { number }, year, pdf) => {
      const stick = await plugged.open(id);
      // No name of a person: the stick may be carried far.
      const name = `学习记录-${year}-${number}.pdf`;
      try {
        await writeFileOn(stick.path, name, pdf);
        await settle(stick.path, closing.signal);
        await stick.require();
        return name;
      } catch (error) {
        throw await stickError(error, stick, true);
      }
    },
    close: () => closing.abort(),
  };
}
