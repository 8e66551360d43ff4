import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { JSHandle, Page } from 'playwright-core';
import type { TerminalApi } from '../../../contract/ipc/api.ts';
import { loopedFilm } from '../../support/films/looped-film.ts';
import type { TerminalProcess } from '../../e2e/support/terminal-process.ts';

/** A film in a page of its own, to be sought in. */
export interface SoughtFilm {
  /** Milliseconds from the jump until its picture is there. */
  readonly seek: (toSeconds: number) => Promise<number>;
}

async function filmIn(page: Page, url: string): Promise<SoughtFilm> {
  const video: JSHandle<HTMLVideoElement> = await page.evaluateHandle(async (src) => {
    const element = document.createElement('video');
    Object.assign(element.style, { position: 'fixed', inset: '0', width: '100%', height: '100%', zIndex: '99' });
    element.preload = 'auto';
    element.muted = true;
    document.body.append(element);
    const ready = new Promise((resolve, reject) => {
      element.addEventListener('loadeddata', resolve, { once: true });
      element.addEventListener('error', () => reject(new Error(`${src}: ${element.error?.message ?? ''}`)), { once: true });
    });
    element.src = src;
    await ready;
    return element;
  }, url);
  return {
    seek: (toSeconds) =>
      video.evaluate(async (element, to) => {
        const began = performance.now();
        const done = new Promise((resolve) => element.addEventListener('seeked', resolve, { once: true }));
        element.currentTime = to;
        await done;
        return performance.now() - began;
      }, toSeconds),
  };
}

/** The film of a program that is here whole, in the terminal's own page. */
export async function filmOfTerminal(page: Page, title: string): Promise<SoughtFilm> {
  const url = await page.evaluate(async (wanted) => {
    const { terminal } = window as unknown as { terminal: TerminalApi };
    const changeOf = (topic: 'programs' | 'holdings'): Promise<void> =>
      new Promise((resolve) => {
        const stop = terminal.subscribe(topic, () => {
          stop();
          resolve();
        });
      });
    for (;;) {
      const changed = Promise.race([changeOf('programs'), changeOf('holdings')]);
      const program = (await terminal.read('programs')).find((each) => each.title['zh-CN'] === wanted);
      const holdings = await terminal.read('holdings');
      if (program !== undefined && holdings[program.id]?.state === 'here') return program.film.url;
      await changed;
    }
  }, title);
  return filmIn(page, url);
}

/** The same bytes in a page of the same Electron, from a file by Chromium's own file scheme. */
export async function filmOfFile(terminal: TerminalProcess, folder: string, film: Buffer): Promise<SoughtFilm> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'film.mp4'), film);
  await writeFile(join(folder, 'page.html'), '<!doctype html><meta charset="utf-8"><title>peer</title><body></body>');
  const opened = terminal.app.waitForEvent('window');
  await terminal.app.evaluate(({ BrowserWindow }, address) => {
    const window = new BrowserWindow({ width: 1280, height: 720, webPreferences: { partition: 'peer', backgroundThrottling: false } });
    void window.loadURL(address);
  }, pathToFileURL(join(folder, 'page.html')).href);
  const page = await opened;
  await page.waitForLoadState();
  return filmIn(page, pathToFileURL(join(folder, 'film.mp4')).href);
}

/** A film with as many bits a second as one from the county has. */
export function filmToSeekIn(source: Buffer): { readonly bytes: Buffer; readonly lengthSeconds: number } {
  return loopedFilm(source, { loops: 6, bitsPerSecond: 1_200_000, seed: 'sought' });
}
