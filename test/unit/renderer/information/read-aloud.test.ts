import { describe, expect, it } from 'vitest';
import { createReader, sentencesOf, voiceFor } from '../../../../renderer/screens/information/read-aloud.ts';
import type { Reading, Speech } from '../../../../renderer/screens/information/read-aloud.ts';

const voice = (lang: string, localService = true): SpeechSynthesisVoice => ({ lang, localService, name: lang, default: false, voiceURI: lang });

/** A machine that speaks when it is told that a sentence is over. */
function machine() {
  const spoken: SpeechSynthesisUtterance[] = [];
  const done: string[] = [];
  const states: Reading[] = [];
  const speech: Speech = {
    getVoices: () => [],
    speak: (utterance) => void spoken.push(utterance),
    cancel: () => void done.push('cancel'),
    pause: () => void done.push('pause'),
    resume: () => void done.push('resume'),
  };
  const reader = createReader(speech, (state) => states.push(state));
  const make = (text: string): SpeechSynthesisUtterance => ({ text }) as SpeechSynthesisUtterance;
  const end = (at: number): void => {
    const utterance = spoken[at];
    if (utterance !== undefined) utterance.onend?.call(utterance, {} as SpeechSynthesisEvent);
  };
  return { reader, make, end, states, done, said: () => spoken.map(({ text }) => text) };
}

describe('reading aloud', () => {
  it('takes a voice of the language that needs no line, the most fitting first', () => {
    const voices = [voice('en-US'), voice('zh-CN', false), voice('zh_TW'), voice('zh-CN'), voice('en-GB')];
    expect(voiceFor(voices, 'zh-CN')).toBe(voices[3]);
    expect(voiceFor(voices, 'en')).toBe(voices[4]);
    expect(voiceFor(voices.slice(0, 3), 'zh-CN')).toBe(voices[2]);
    expect(voiceFor([voice('zh-CN', false), voice('de-DE')], 'zh-CN')).toBeNull();
  });

  it('reads sentence by sentence', () => {
    expect(sentencesOf(['深翻土地。施足底肥！', '', '1.8 元'])).toEqual(['深翻土地。', '施足底肥！', '1.', '8 元']);
    const { reader, make, end, states, said } = machine();
    reader.start(['一。二。'], voice('zh-CN'), make);
    expect(said()).toEqual(['一。']);
    end(0);
    end(1);
    expect([said(), states]).toEqual([['一。', '二。'], ['silent', 'speaking', 'silent']]);
  });

  it('says nothing more once it was stopped', () => {
    const { reader, make, end, states, done, said } = machine();
    reader.start(['一。二。'], voice('zh-CN'), make);
    reader.pause();
    reader.stop();
    end(0);
    expect([said(), states.at(-1), done.slice(-2)]).toEqual([['一。'], 'silent', ['resume', 'cancel']]);
  });

  it('pauses and goes on', () => {
    const { reader, make, states } = machine();
    reader.start(['一。'], voice('zh-CN'), make);
    reader.pause();
    reader.goOn();
    expect(states).toEqual(['silent', 'speaking', 'paused', 'speaking']);
  });
});
