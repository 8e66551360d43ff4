import type { Page } from 'playwright-core';

/** Texts below this many pixels are not read from the last row, however small the screen. */
const LEAST_TEXT_PX = 20;
/** What one presses must be as high and as wide. */
const LEAST_TARGET_PX = 56;

/** Looks at a screen as it is drawn, and says in one line each what is too small, cut off or out of sight. */
export async function looksWrong(page: Page): Promise<readonly string[]> {
  return page.evaluate(
    ([leastText, leastTarget]) => {
      const found = new Set<string>();
      const nameOf = (element: Element): string => {
        const own = `${element.tagName.toLowerCase()}${typeof element.className === 'string' && element.className !== '' ? `.${element.className.split(' ').slice(0, 1).join('')}` : ''}`;
        return `${own} “${element.textContent.trim().slice(0, 24)}”`;
      };
      const isSeen = (element: Element): boolean =>
        element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.closest('.visually-hidden, [inert], [aria-hidden="true"]') === null;
      const dialogs = document.querySelectorAll('[role="dialog"], [role="alertdialog"]');
      const scope = dialogs[dialogs.length - 1] ?? document.body;

      const texts = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
        const parent = node.parentElement;
        if (parent === null || (node.textContent ?? '').trim() === '' || !isSeen(parent)) continue;
        const size = Number.parseFloat(getComputedStyle(parent).fontSize);
        if (size < leastText - 0.5) found.add(`text of ${size.toFixed(1)} px: ${nameOf(parent)}`);
      }
      for (const target of scope.querySelectorAll<HTMLElement>('button, input, a[href], [tabindex="0"]')) {
        if (!isSeen(target)) continue;
        const box = target.getBoundingClientRect();
        if (box.width === 0 || box.height === 0) continue;
        if (box.height < leastTarget - 0.5 || box.width < leastTarget - 0.5) found.add(`target of ${box.width.toFixed(0)} × ${box.height.toFixed(0)}: ${nameOf(target)}`);
        if (target.closest('.scroll') !== null) continue;
        if (box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1) found.add(`out of sight: ${nameOf(target)}`);
      }
      for (const element of scope.querySelectorAll<HTMLElement>('h1, h2, p, button span, .tag, .tile__title, .tile__hint')) {
        if (!isSeen(element) || element.closest('.scroll') !== null) continue;
        const { overflowX, textOverflow } = getComputedStyle(element);
        if (element.scrollWidth > element.clientWidth + 2 && element.clientWidth > 0 && overflowX !== 'visible' && textOverflow !== 'ellipsis') found.add(`cut off: ${nameOf(element)}`);
        const box = element.getBoundingClientRect();
        if (box.width > 0 && (box.right > innerWidth + 1 || box.bottom > innerHeight + 1)) found.add(`beyond the edge: ${nameOf(element)}`);
      }
      const page = document.documentElement;
      if (page.scrollWidth > innerWidth || page.scrollHeight > innerHeight) found.add('the page itself scrolls');
      const content = scope.querySelector('.screen__content');
      const actions = scope.querySelector('.screen__actions');
      if (content !== null && actions !== null) {
        const foot = actions.getBoundingClientRect().top;
        for (const child of content.children) {
          const { bottom, height } = child.getBoundingClientRect();
          if (height > 0 && bottom > foot + 2) found.add(`runs into the actions: ${nameOf(child)}`);
        }
        for (const target of content.querySelectorAll('button, input')) {
          if (target.closest('.scroll') === null && isSeen(target) && target.getBoundingClientRect().bottom > foot + 2) found.add(`lies under the actions: ${nameOf(target)}`);
        }
      }
      if (dialogs.length === 0 && scope.querySelector('[data-focus-key="language"]') === null) found.add('no language switch');
      if (document.activeElement === null || document.activeElement === document.body) found.add('nothing is focused');
      return [...found];
    },
    [LEAST_TEXT_PX, LEAST_TARGET_PX] as const,
  );
}
