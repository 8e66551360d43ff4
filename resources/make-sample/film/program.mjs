// @ts-check
/**
 * What one folder under programs/ says about its program. Types only: the values are in each program's own files.
 *
 * @typedef {{ 'zh-CN': string, en: string }} Words
 *
 * @typedef {object} Motion pictures drawn for one cue, so that something moves in it
 * @property {number} frames how many pictures
 * @property {number} fps how many of them a second
 * @property {boolean} [loop] start again after the last one; without it the last one stays
 *
 * @typedef {object} Cue one spoken sentence, and the picture that is seen with it
 * @property {string} slide name of a function in the program's slides
 * @property {number} [step] how far the slide has built up (from 1)
 * @property {string} zh as shown in the subtitle
 * @property {string} [say] as spoken, where it differs: figures in characters, or pinyin with tone numbers
 * @property {string} en English subtitle
 * @property {number} [pauseMs] silence after the sentence
 * @property {Motion} [motion]
 *
 * @typedef {(step: number, phase: number) => string} Slide an SVG document; phase runs from 0 to 1 through the motion
 *
 * @typedef {object} Program
 * @property {string} id
 * @property {Words} title
 * @property {Words} summary
 * @property {'political-theory' | 'policy-regulation' | 'wealth-skill' | 'practical-technology'} category
 * @property {string[]} topics
 * @property {'public' | 'special'} courseKind
 * @property {Record<string, Slide>} slides
 * @property {readonly Cue[]} cues
 * @property {() => string} poster an SVG document
 * @property {{ title: Words, pages: readonly (() => string)[] }} [handout] A4 pages as SVG documents, 210 by 297 units
 */
export {};
