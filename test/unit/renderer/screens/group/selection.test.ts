import { describe, expect, it } from 'vitest';
import type { ProgramId } from '../../../../../contract/programs/program.ts';
import { chosenPrograms, MAX_PROGRAMS, toggled, totalLength } from '../../../../../renderer/screens/group/selection.ts';
import { programView } from '../program-view.ts';

const [a, b, c] = [programView('a'), programView('b', { category: 'political-theory', lengthSeconds: 90 }), programView('c')];

describe('choosing programs', () => {
  it('keeps the order in which they were touched, and a second touch takes one out', () => {
    const chosen = [c.id, a.id, b.id, a.id].reduce<readonly ProgramId[]>(toggled, []);
    expect(chosen).toEqual([c.id, b.id]);
  });

  it('takes no more than a viewing may have', () => {
    const many = Array.from({ length: MAX_PROGRAMS + 5 }, (_, index) => programView(`p${index}`).id);
    expect(many.reduce<readonly ProgramId[]>(toggled, [])).toEqual(many.slice(0, MAX_PROGRAMS));
  });

  it('drops what can no longer be played, as after the county has withdrawn it, and keeps what still arrives', () => {
    const coming = programView('c', { state: { state: 'downloading', doneBytes: 1, totalBytes: 2, playable: true } });
    const paused = programView('c', { state: { state: 'paused', doneBytes: 1, totalBytes: 2, playable: false } });
    expect(chosenPrograms([a, b, coming], [c.id, b.id, a.id])).toEqual([coming, b, a]);
    expect(chosenPrograms([a, b, paused], [c.id, b.id, a.id])).toEqual([b, a]);
    expect(chosenPrograms([], [a.id])).toEqual([]);
  });

  it('adds up how long they take', () => {
    expect(totalLength([a, b])).toBe(150);
  });
});
