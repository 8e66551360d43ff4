// @ts-check
/// <reference lib="dom" />
/* global document, innerWidth, innerHeight */
// What runs in the screens rather than here: each function stands by itself.

export const hasSize = (/** @type {{ width: number, height: number }} */ { width, height }) => innerWidth === width && innerHeight === height;

/** Resolves when letters and posters are there to be drawn. */
export const drawn = async () => {
  await document.fonts.ready;
  await Promise.all(Array.from(document.images, (image) => image.decode()));
};

export const filmIsBeyond = (/** @type {number} */ seconds) => (document.querySelector('video')?.currentTime ?? 0) > seconds;
