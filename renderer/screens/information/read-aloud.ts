import type { Language } from '../../../contract/text.ts';

/** What of the browser's voices is needed: `speechSynthesis` itself, or another for tests. */
export type Speech = Pick<SpeechSynthesis, 'getVoices' | 'speak' | 'cancel' | 'pause' | 'resume'>;

/** A voice of this machine for a language: one that speaks without a line. Null when there is none. */
export function voiceFor(voices: readonly SpeechSynthesisVoice[], language: Language): SpeechSynthesisVoice | null {
  const here = voices.filter((voice) => voice.localService);
  const tag = (voice: SpeechSynthesisVoice): string => voice.lang.replace('_', '-').toLowerCase();
  const wanted = language === 'en' ? ['en-gb', 'en'] : ['zh-cn', 'cmn', 'zh'];
  for (const beginning of wanted) {
    const found = here.find((voice) => tag(voice).startsWith(beginning));
    if (found !== undefined) return found;
  }
  return null;
}

/** A sentence each: long texts are broken off by some voices, and a pause is where one would make it. */
export function sentencesOf(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => text.match(/[^。！？；.!?\n]{1,200}[。！？；.!?]?/gu) ?? []).filter((sentence) => sentence.trim() !== '');
}

export type Reading = 'silent' | 'speaking' | 'paused';

/** Reads texts aloud, sentence by sentence. `onChange` hears how it stands. */
export function createReader(speech: Speech, onChange: (reading: Reading) => void) {
  /** Rises with every start and stop, so that a late end of an earlier sentence is passed over. */
  let turn = 0;
  const stop = (): void => {
    turn += 1;
    speech.resume(); // Some voices stay silent for ever when they are cancelled while they pause.
    speech.cancel();
    onChange('silent');
  };
  return {
    start: (texts: readonly string[], voice: SpeechSynthesisVoice, make: (text: string) => SpeechSynthesisUtterance): void => {
      stop();
      const mine = turn;
      const sentences = sentencesOf(texts);
      const speak = (at: number): void => {
        const sentence = sentences[at];
        if (turn !== mine) return;
        if (sentence === undefined) {
          onChange('silent');
          return;
        }
        const utterance = make(sentence);
        utterance.voice = voice;
        utterance.lang = voice.lang;
        utterance.rate = 0.9;
        utterance.onend = () => speak(at + 1);
        utterance.onerror = () => {
          if (turn === mine) stop();
        };
        speech.speak(utterance);
      };
      onChange('speaking');
      speak(0);
    },
    pause: (): void => {
      speech.pause();
      onChange('paused');
    },
    goOn: (): void => {
      speech.resume();
      onChange('speaking');
    },
    stop,
  };
}
