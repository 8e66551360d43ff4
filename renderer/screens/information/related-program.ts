import type { InformationItem } from '../../../contract/information/item.ts';
import type { ProgramView } from '../../../contract/ipc/topics.ts';
import { isPlayable } from '../../state/program-state.ts';

/** More than one chooses from. */
const MOST = 3;

/**
 * Programs that show what an item is about and can be played now: the one it names (by its name within its issue; of several
 * issues the latest), then those with one of its words in their title or topics, newest first.
 */
export function relatedPrograms(programs: readonly ProgramView[], item: InformationItem): readonly ProgramView[] {
  const playable = programs.filter(isPlayable).sort((a, b) => b.issue.number.localeCompare(a.issue.number));
  const name = item.kind === 'technique' ? item.program : null;
  const named = name === null ? undefined : playable.find((program) => program.id.endsWith(`/${name}`));
  const words = [...item.keywords, ...(item.kind === 'market-price' ? [item.product['zh-CN']] : [])].filter((word) => Array.from(word).length >= 2);
  const alike = playable.filter((program) => program !== named && words.some((word) => program.title['zh-CN'].includes(word) || program.topics.some((topic) => topic.includes(word))));
  return [...(named === undefined ? [] : [named]), ...alike].slice(0, MOST);
}
