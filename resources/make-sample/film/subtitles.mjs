// @ts-check
/** WebVTT from the timeline: a cue stands while its sentence is heard and a moment longer. */

const STAY_MS = 300;
/** Longer lines are broken in two, near the middle. In columns: a Chinese character takes two. */
const LINE_COLUMNS = 44;

/**
 * @param {import('./timeline.mjs').Timeline} timeline
 * @param {'zh' | 'en'} language
 * @returns {string}
 */
export function makeSubtitles(timeline, language) {
  const cues = timeline.cues.map((cue, index) => {
    const next = timeline.cues[index + 1];
    const endMs = Math.min(cue.endMs + STAY_MS, next ? next.startMs - 80 : timeline.lengthMs);
    return `${index + 1}\n${clock(cue.startMs)} --> ${clock(endMs)}\n${breakLine(cue[language])}\n`;
  });
  return ['WEBVTT\n', ...cues].join('\n');
}

/** @param {number} ms */
function clock(ms) {
  return new Date(ms).toISOString().slice(11, 23);
}

/** @param {string} text */
function breakLine(text) {
  const columns = [...text].reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0);
  if (columns <= LINE_COLUMNS) return text;
  const middle = text.length / 2;
  const breaks = [...text.matchAll(/[，：；。？、]|(?<!\d) /gu)].map((match) => match.index + 1).filter((at) => at < text.length);
  const cost = (/** @type {number} */ at) =>
    Math.abs(at - middle) + (/[，：；。？.,:;?]/u.test(text.slice(0, at).trimEnd().slice(-1)) ? 0 : text.length * 0.16);
  const best = breaks.reduce((a, b) => (cost(b) < cost(a) ? b : a), 0);
  return best === 0 ? text : `${text.slice(0, best).trimEnd()}\n${text.slice(best).trimStart()}`;
}
